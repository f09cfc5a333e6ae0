// What the pages of a login say, Chinese first.
type Words = { readonly title: string; readonly text: string; readonly action: string };

/** Status of HTTP and words of each notice; a page says both languages. */
export const notices = {
  'form-expired': {
    status: 403,
    zh: { title: '页面已过期', text: '为了您的安全，这次提交没有生效。请返回上一页，刷新后再试。', action: '回到首页' },
    en: {
      title: 'This page has expired',
      text: 'For your safety nothing was sent. Go back, reload the page and try again.',
      action: 'Home',
    },
  },
  'login-failed': {
    status: 400,
    zh: { title: '登录没有完成', text: '登录已超时或链接已失效。请重新登录。', action: '重新登录' },
    en: {
      title: 'You are not logged in',
      text: 'The login took too long or its link is no longer valid. Please log in again.',
      action: 'Log in again',
    },
  },
  'login-cancelled': {
    status: 400,
    zh: { title: '您取消了登录', text: '没有任何信息提交给我们。需要时可以重新登录。', action: '重新登录' },
    en: {
      title: 'You cancelled the login',
      text: 'Nothing was sent to us. You can log in again at any time.',
      action: 'Log in again',
    },
  },
  'login-unavailable': {
    status: 503,
    zh: {
      title: '暂时无法登录',
      text: '身份认证平台暂时没有响应，请过几分钟再试。急事请拨打 96066。',
      action: '再试一次',
    },
    en: {
      title: 'Login is not available now',
      text: 'The identity platform does not answer. Try again in some minutes, or call 96066.',
      action: 'Try again',
    },
  },
  'level-not-reached': {
    status: 403,
    zh: {
      title: '还需要进一步核验身份',
      text: '办理这项业务需要更高级别的身份核验。可以刷脸，也可以选择不刷脸的方式。',
      action: '继续核验',
    },
    en: {
      title: 'One more check is needed',
      text: 'This service needs a higher level of identity check: by face, or in another way without it.',
      action: 'Continue',
    },
  },
  'person-not-found': {
    status: 403,
    zh: {
      title: '没有找到您的参保记录',
      text: '我们没有您的参保信息，不能在这里办理。请拨打 96066 或到社保经办窗口咨询。',
      action: '回到首页',
    },
    en: {
      title: 'We have no record of you',
      text: 'You are not among the insured people we know. Call 96066 or ask at a social security counter.',
      action: 'Home',
    },
  },
  'other-person': {
    status: 403,
    zh: {
      title: '核验的不是所选的人',
      text: '您选择的人和核验通过的人不是同一位，所以没有登录。请重新选择，或由本人核验。',
      action: '重新选择',
    },
    en: {
      title: 'Not the person you chose',
      text: 'The one you chose and the one who was checked are not the same, so nobody is logged in. Choose again.',
      action: 'Choose again',
    },
  },
  'second-factor-missing': {
    status: 403,
    zh: {
      title: '登录需要第二重验证',
      text: '工作台只接受经过两种方式核验的登录，例如密码加动态验证码。这次没有登录。',
      action: '重新登录',
    },
    en: {
      title: 'A second factor is needed',
      text: 'The console takes logins by two factors only, such as a password and a code. You are not logged in.',
      action: 'Log in again',
    },
  },
  'not-staff': {
    status: 403,
    zh: {
      title: '这个账号没有工作台的角色',
      text: '身份认证平台没有给出我们认识的岗位。请联系本单位的账号管理员。',
      action: '回到工作台',
    },
    en: {
      title: 'This account has no role here',
      text: 'The identity platform named no role that we know. Ask whoever manages the accounts where you work.',
      action: 'Console',
    },
  },
  'staff-place-unknown': {
    status: 403,
    zh: {
      title: '没有找到您的网点或银行',
      text: '账号里的网点或银行与我们的资料不一致，所以没有登录。请联系本单位的账号管理员。',
      action: '回到工作台',
    },
    en: {
      title: 'Your outlet or bank is not known',
      text: 'The outlet or bank of this account is not what our records have, so you are not logged in. Ask whoever manages the accounts.',
      action: 'Console',
    },
  },
  'too-many-attempts': {
    status: 429,
    zh: { title: '尝试次数过多', text: '登录失败次数过多，请 15 分钟后再试，或拨打 96066。', action: '回到首页' },
    en: {
      title: 'Too many attempts',
      text: 'Too many logins failed. Try again in 15 minutes, or call 96066.',
      action: 'Home',
    },
  },
} as const satisfies Record<string, { readonly status: number } & Readonly<Record<'zh' | 'en', Words>>>;

export type NoticeCode = keyof typeof notices;

/** What a partner without a good token or without the scope is told, beside the word of RFC 6750. */
export const partnerRefusals = {
  invalid_token: {
    code: 'TOKEN_INVALID',
    message: {
      zh: '缺少访问令牌，或令牌无效、已过期：请到 /api/v1/token 重新获取。',
      en: 'The access token is missing, not valid or over: fetch a new one at /api/v1/token.',
    },
  },
  insufficient_scope: {
    code: 'SCOPE_MISSING',
    message: {
      zh: '该令牌不包含这个接口所需的权限范围。',
      en: 'The token does not have the scope that this interface needs.',
    },
  },
} as const;
