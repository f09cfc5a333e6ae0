// What the generated matrices say around the cells, in both languages.
export const words = {
  en: {
    title: 'Service matrix',
    other: '[中文](service-matrix.zh.md)',
    intro:
      'Written by `npm run matrix` from `admit()`, never by hand; `npm run check` fails when it is stale, and `src/policy/matrix.test.ts` compares every cell with what the rules say. One person is asked for in whom only place, actor and day decide: insured, employed where the group is open, nothing running, with a card in the state that the service needs (for a guardian: a child). More guards (batch, bank, state, upstream) have tables of their own in `src/policy/*.test.ts`.',
    columnsTitle: 'Columns and signs',
    columns:
      '**ON** four online channels (W only the bureau website, M only 民生一卡通) · **DS** district and street outlets · **IB-I** outlet of the issuing, for an application of the chosen, bank that makes cards on the spot · **IB-N** its other outlets · **OB** other cooperating bank · **H** hotline 96066 · **BP** service phone of the bank · **D** at the door',
    limits:
      'done: **0** on the spot, **4w** within four working days, **30d** within thirty natural days; **F** only with a bank that offers it',
    permitted: 'permitted',
    periods: {
      before: 'Centralized phase until 2025-10-08',
      centralized: 'Centralized phase from 2025-10-09',
      regular: 'Regular phase from 2026-01-01',
    },
    asked: 'asked for {day}',
    service: 'Service',
    whoTitle: 'Who, and what they bring',
    who: 'Remote (ON, H, BP) / counter (DS, banks) / door (D); several answers in one kind of place are set apart by a comma. **H** holder’s ID · **C** card · **A** agent’s ID · **W** authorisation in writing · **M** agent’s material · **G** guardian’s ID · **P** proof of guardianship · **0** nothing · **-** not this actor · **.** closed there. `before→after`: changed on 2025-10-09.',
    whyTitle: 'Why, and what instead',
    why: 'Each answer with the rules it rests on; behind a refusal what the person is told to do instead. C1 centralized phase until 2025-10-08, C2 from 2025-10-09, R regular phase; no letter: always.',
    where: 'Where',
    answer: 'Answer',
    rules: 'Rules',
    instead: 'Conditions, or what instead',
    shortPeriods: { before: 'C1', centralized: 'C2', regular: 'R' },
    first: 'first card',
  },
  zh: {
    title: '服务矩阵',
    other: '[English](service-matrix.md)',
    intro:
      '由 `npm run matrix` 按 `admit()` 的结论生成，不手改；过期时 `npm run check` 不通过，`src/policy/matrix.test.ts` 把每一格与规则逐一核对。所问的人只有地点、办理人、日期三项起作用：已参保、所在单位已开通集体申领、没有在办业务，卡处于该服务需要的状态（监护人代办的是未成年人）。批次、银行、卡状态、前置业务等其他条件的用例表见 `src/policy/*.test.ts`。',
    columnsTitle: '列与符号',
    columns:
      '**ON** 四个线上渠道（W 仅官网，M 仅民生一卡通）· **DS** 区级、街道网点 · **IB-I** 发卡（申领时为所选）银行的即时制卡网点 · **IB-N** 该行其他网点 · **OB** 其他合作银行 · **H** 96066 热线 · **BP** 银行服务电话 · **D** 上门',
    limits: '办结：**0** 当场，**4w** 四个工作日内，**30d** 三十个自然日内；**F** 仅限开通该项的银行',
    permitted: '可以办理',
    periods: {
      before: '集中换发期，至 2025-10-08',
      centralized: '集中换发期，自 2025-10-09 起',
      regular: '常态化阶段，自 2026-01-01 起',
    },
    asked: '按 {day} 询问',
    service: '服务',
    whoTitle: '谁可以办、带什么',
    who: '远程（ON、H、BP）/ 柜台（DS、银行）/ 上门（D）；同类地点答案不同时用逗号分开。**H** 本人证件 · **C** 卡 · **A** 代办人证件 · **W** 书面授权 · **M** 代办材料 · **G** 监护人证件 · **P** 监护关系证明 · **0** 不需要 · **-** 此人不可办 · **.** 该地点不开放。`前→后`：2025-10-09 起变化。',
    whyTitle: '依据与替代办法',
    why: '每个结论所依据的规则；不可办时，后面是告诉本人可以怎么办。C1 集中换发期至 2025-10-08，C2 自 2025-10-09 起，R 常态化阶段；没有字母的始终如此。',
    where: '地点',
    answer: '结论',
    rules: '规则',
    instead: '条件或替代办法',
    shortPeriods: { before: 'C1', centralized: 'C2', regular: 'R' },
    first: '首张卡',
  },
} as const;
