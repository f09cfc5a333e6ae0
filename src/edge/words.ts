// What the edge says when a request fails: a code for machines, a title and a text for people.

type Words = { readonly zh: string; readonly en: string };
type ErrorWord = { readonly code: string; readonly title: Words; readonly text: Words };

export const errorWords = {
  400: {
    code: 'MALFORMED',
    title: { zh: '请求有误', en: 'Something in the request is wrong' },
    text: {
      zh: '提交的内容不符合要求，请返回检查后重试。',
      en: 'The request is not well formed. Go back, check and try again.',
    },
  },
  401: {
    code: 'NOT_AUTHENTICATED',
    title: { zh: '请先登录', en: 'Please log in' },
    text: { zh: '这项内容需要登录后查看。', en: 'This needs a login.' },
  },
  403: {
    code: 'NOT_ALLOWED',
    title: { zh: '没有权限', en: 'Not allowed' },
    text: { zh: '您没有权限进行这项操作。', en: 'You have no right to do this.' },
  },
  404: {
    code: 'NOT_FOUND',
    title: { zh: '没有找到页面', en: 'Page not found' },
    text: { zh: '地址可能有误，或页面已移走。', en: 'The address may be wrong, or the page has moved.' },
  },
  405: {
    code: 'METHOD_NOT_ALLOWED',
    title: { zh: '不支持的操作', en: 'Not offered here' },
    text: { zh: '这个地址不支持该操作。', en: 'This address does not offer that.' },
  },
  413: {
    code: 'TOO_LARGE',
    title: { zh: '内容过大', en: 'Too large' },
    text: { zh: '提交的内容超过了允许的大小。', en: 'What was sent is larger than allowed.' },
  },
  415: {
    code: 'UNSUPPORTED_TYPE',
    title: { zh: '格式不支持', en: 'Unsupported format' },
    text: { zh: '不支持这种格式的内容。', en: 'Content of this type is not understood.' },
  },
  421: {
    code: 'OTHER_HOST',
    title: { zh: '不是本站地址', en: 'Not an address of ours' },
    text: {
      zh: '请用本站公布的网址访问；部署时该网址由设置 BASE_URL 指定。',
      en: 'Use the address of this site that is published; whoever runs it names it with the setting BASE_URL.',
    },
  },
  429: {
    code: 'TOO_MANY_REQUESTS',
    title: { zh: '操作过于频繁', en: 'Too many requests' },
    text: { zh: '请稍等一分钟再试。', en: 'Please wait a minute and try again.' },
  },
  500: {
    code: 'INTERNAL',
    title: { zh: '系统出错了', en: 'Something went wrong on our side' },
    text: {
      zh: '您的操作可能没有完成，请稍后查看结果再重试；如需帮助，请拨打 96066 并告知错误编号。',
      en: 'Your request may not have been completed: look at the result before you try again, or call 96066 and give the error number.',
    },
  },
  503: {
    code: 'UNAVAILABLE',
    title: { zh: '系统暂时繁忙', en: 'Not available just now' },
    text: {
      zh: '请稍后再试；已提交的内容不会丢失。',
      en: 'Please try again in a moment; nothing already submitted is lost.',
    },
  },
} as const satisfies Readonly<Record<number, ErrorWord>>;

export type ErrorStatus = keyof typeof errorWords;

export const isErrorStatus = (status: number): status is ErrorStatus => status in errorWords;
