// What the pages about help at home say in Chinese.

export const askHelpZh = {
  'refused.HOLDER_NOT_CONFIRMED': '要由您本人在场，确认填写的内容并同意授权后才能提交。',
  'refused.HELP_REQUESTED_ALREADY': '您已经有一个帮办请求。办完或撤回以后，可以再提出。',
  'refused.DAY_NOT_OFFERED': '这一天不能上门。请返回选择另一天。',
  'refused.OUTLET_NOT_STREET': '没有这个街道网点。请返回重新选择。',
  'refused.HELP_REQUEST_UNKNOWN': '您没有这个帮办请求。',
  'refused.WRONG_HELP_STATE': '这个帮办请求已经结束，不能再改。',
} as const;
