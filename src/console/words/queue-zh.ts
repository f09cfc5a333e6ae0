// What the console says in Chinese on the pages of queues.

export const queueZh = {
  'queue.lists': '申领列表',
  'queue.due': '按期限排列',
  'queue.undated': '期限未定',
  'queue.all': '全部',
  'queue.limit': '每页',
  'queue.filter': '筛选',
  'queue.empty': '没有这样的申领。',
  'queue.noneYet': '这一段里没有符合条件的申领，可以继续往后查。',
  'queue.first': '回到第一页',
  'queue.next': '下一页',
  'queue.goOn': '继续查找',
} as const;
