// The public documents behind the rules, by the names the catalogue uses.
import type { SourceDocument } from '../rows.ts';

export const sourceDocuments: Readonly<Record<string, SourceDocument>> = {
  '000_8222128b6b36f741.txt': {
    zh: '关于启动第三代社会保障卡第五批集中换发工作的通知',
    en: 'Notice on the fifth batch of the exchange for third-generation social security cards',
    date: '2025-10-09',
    short: { zh: '2025年通知', en: 'Notice 2025' },
    kind: 'notice',
  },
  '001_8d77ecbd1864824f.txt': {
    zh: '北京市社会保障卡用户手册',
    en: 'Beijing social security card user manual',
    date: '2024-10-30',
    short: { zh: '用户手册', en: 'Manual' },
    kind: 'manual',
  },
  '002_2c15fe9d7966a0b0.txt': {
    zh: '关于启动第三代社会保障卡全面换发工作的通知（京人社数据字【2024】133号）',
    en: 'Notice on the general exchange for third-generation social security cards (2024, no. 133)',
    date: '2024-10-30',
    short: { zh: '2024年通知', en: 'Notice 2024' },
    kind: 'notice',
  },
  '003_d9aa7ebe444ba2e7.txt': {
    zh: '北京市人民政府新闻办公室新闻发布会',
    en: 'Press conference of the city government',
    date: '2025-12-09',
    short: { zh: '新闻发布会', en: 'Press 2025' },
    kind: 'press',
  },
  '004_85d6e39a7dd9fafa.txt': {
    zh: '工商银行北京分行换发介绍及流程',
    en: 'Leaflet of ICBC Beijing',
    date: null,
    short: { zh: '工行介绍', en: 'ICBC leaflet' },
    kind: 'leaflet',
  },
};
