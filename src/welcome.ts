// What a demo prints once it is ready: where things are.
import type { Config } from './config.ts';
import type { DemoPerson } from './simulators/demo-city.ts';

/** People named at the start; the demo page has them all. */
const mostPeople = 4;

/** Said at once: making the database and the city takes a while, the first time most. */
export const preparing =
  '正在准备演示城市，首次启动可能需要半分钟…… · Preparing the demo city; the first start may take half a minute …\n';

/** A few lines in Chinese and English; `people` are those of the demo city whom one can be. */
export const welcome = ({ baseUrl }: Pick<Config, 'baseUrl'>, people: readonly DemoPerson[]): string => {
  const at = (path: string): string => new URL(path, baseUrl).href;
  return [
    '',
    '一卡通演示城市已启动（数据均为虚构） · Yikatong, a demo city with invented people, is ready',
    '',
    `  门户 Portal     ${at('/')}`,
    `  工作台 Console  ${at('/console')}`,
    `  接口 API        ${at('/api')}`,
    `  演示 Demo       ${at('/demo')}`,
    '',
    '  可扮演的人 · People to be:',
    ...people.slice(0, mostPeople).map(({ name, note }) => `    ${name}  ${note.zh} · ${note.en}`),
    '',
    '按 Ctrl-C 停止 · Ctrl-C stops it',
    '',
  ].join('\n');
};
