// The first portal page, over and over, as a phone asks for it.
import type { LoadRequest } from './load.ts';

export const requestAt = (): LoadRequest => ({
  method: 'GET',
  path: '/',
  headers: { accept: 'text/html', 'accept-encoding': 'gzip, deflate, br', 'accept-language': 'zh-CN' },
});
