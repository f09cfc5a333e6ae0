// What the page about the interfaces says, in Chinese and English.
import type { Language } from '../base/language.ts';

export const apiWords = {
  zh: {
    title: '接口',
    lead: '给银行和其他系统的机器接口：政策对所有人开放，申领只对发卡银行开放。',
    document: '下载 OpenAPI 3.1 文档',
    demoNote: '演示环境里由模拟银行代办。想自己领取申领，请先在演示页暂停该银行。',
    demoLink: '演示说明',
    start: '银行工程师的第一天',
    steps: {
      decision: '先问一个政策问题，不需要凭证：谁、何时、在哪里能办什么，不能办时给出条款和替代办法。',
      token:
        '向主管部门领取 clientId 和密钥，登记本行的 SM2 公钥和回调地址，换取访问令牌。令牌 10 分钟有效，之后再取；密钥连续错误 20 次，该地址须等一刻钟。',
      sandbox:
        '这里是沙箱：随时可以把本行的测试申领重置到已知的起点。原有的测试申领以退回结束，新的测试申领属于虚构人员，立即可以领取；每小时 6 次。',
      orders: '每隔几分钟领取待办申领。提交满 10 分钟的才会出现；每次都给，直到确认，所以一单也不会丢。',
      open: '个人资料在 sealed 里，只有本行的 SM2 私钥解得开。格式逐字节写在 docs/api.md；这里的脚本不用任何库，可以照着写进本行系统。',
      image: '证件两面和制卡照片用同样的办法加密。',
      acknowledge: '存入本行系统后确认。确认后申领人不能再撤回。每个编号单独回答。',
      report: '按顺序报告：已开户（回答卡号）→ 已制作 → 已寄出，或已到网点 → 已交付本人。不能开户时报告未能开户。',
      file: '也可以把很多报告放在一个文件里，一行一个。',
      results: '文件处理完后，每行一个结果；出错的行不影响其他行。',
      books: '每天对账：这是我方当日的账；把本行的账发到同一地址，得到差异。',
      callback: '等不得的事由我们通知本行登记的地址。请求一次测试，按 docs/api.md 核对签名。',
      callbacks: '看它送到没有，本行怎么回答；没有送到的可以再发。',
      repeat:
        '每个命令带一个 Idempotency-Key，重发时不变：得到同样的回答，什么也不会重复发生。没有收到回答时，用同一个键重发。',
      errors:
        '出错时看 code：400 字段有误（fields 指出是哪个），401 令牌失效，404 不是本行可见的申领，409 与目前状态不符（state 说明状态），422 键已用于另一请求，429 和 503 稍后重试。',
    },
    call: '示例',
    demoFirst: '以下命令在演示程序所在的文件夹里可以直接运行。',
    asks: '请求字段',
    answers: '回答字段（200）',
    none: '没有',
    required: '必填',
    listTitle: '全部接口',
    errorsTitle: '错误代码',
    toDo: '怎么办：',
    errorsNote: '状态 200 的代码出现在文件的逐行结果或对账差异中。',
  },
  en: {
    title: 'Interfaces',
    lead: 'For banks and other systems: the rules are open to everybody, orders to their issuing bank only.',
    document: 'Download the OpenAPI 3.1 document',
    demoNote:
      'In the demo simulated banks do the work. To take orders yourself, pause that bank on the demo page first.',
    demoLink: 'About this demo',
    start: "The first day of a bank's engineer",
    steps: {
      decision:
        'Ask about a rule first, without any credentials: who may do what, when and where; a refusal brings the clause and what to do instead.',
      token:
        'Get a clientId and a secret from the bureau, have your SM2 key and your address entered, and fetch an access token. It is good for ten minutes, then fetch another; after 20 wrong secrets an address waits for a quarter of an hour.',
      sandbox:
        'This is a sandbox: bring your test orders to a known start whenever you like. Those of before end by being sent back, new ones of invented people wait at once; six times an hour.',
      orders:
        'Fetch the orders that wait every few minutes. They appear ten minutes after they were submitted, and come again until acknowledged, so none is lost.',
      open: 'What names a person is in sealed, which your SM2 private key alone opens. docs/api.md says how, byte for byte; this script needs no library and can be copied into your own system.',
      image: 'Both sides of the ID document and the photo for the card are sealed in the same way.',
      acknowledge:
        'Once they are in your own system, acknowledge them. From then on the person cannot withdraw. Each number is answered for itself.',
      report:
        'Report in this order: account opened (the answer has the card number) → produced → mailed, or ready at the outlet → handed over. Where no account can be opened: account refused.',
      file: 'Many reports can go in one file, one a line.',
      results: 'When the file is done there is a result for each line; one that went wrong holds up no other.',
      books: 'Compare the books every day: this is what we have of the day; send what you have to the same address.',
      callback:
        'What cannot wait is told to your address. Ask for a test, and check its signature as docs/api.md says.',
      callbacks: 'See whether it arrived and what you answered; what did not arrive can be sent again.',
      repeat:
        'Each command has an Idempotency-Key, the same for every try: the answer is the same, and nothing happens twice. Without an answer, send it again with the same key.',
      errors:
        'Go by the code: 400 a field is wrong (fields names it), 401 the token is over, 404 no order this bank can see, 409 does not fit the state (state says which), 422 the key was used for something else, 429 and 503 try again later.',
    },
    call: 'Example',
    demoFirst: 'These commands run as they stand in the folder of the demo.',
    asks: 'Fields of the request',
    answers: 'Fields of the answer (200)',
    none: 'none',
    required: 'required',
    listTitle: 'All interfaces',
    errorsTitle: 'Codes of errors',
    toDo: 'What to do: ',
    errorsNote: 'Codes with status 200 stand in the rows of a file’s results, or in differences of the books.',
  },
} as const;

export type ApiWords = (typeof apiWords)[Language];
