// What the card's other uses go by: the terms of the transit purse, and of each year's park ticket.
import type { ParkYear, TransitTerms } from '../rows.ts';

const start = '2024-10-30';

// No source names the figures: from secondary pages, to be entered as published.
export const transitTerms: readonly TransitTerms[] = [
  {
    ...{ id: 'transit-terms', from: start, rules: ['R-TRANSIT-01', 'R-TRANSIT-11'], assumed: true },
    ...{ largestBalance: '1000.00', multipleOf: '10.00', refundOnCancel: true },
  },
];

// A ticket is valid to the January after its year, as in earlier editions; the announcements name the rest (G-17).
const everyYear = {
  rules: ['R-PARK-02', 'R-PARK-04', 'R-PARK-07'],
  assumed: true,
  material: [],
  freeFromAge: 60,
} as const;

export const parkYears: readonly ParkYear[] = [
  {
    ...everyYear,
    ...{ id: 'park-year-2025', from: start, until: '2025-10-31', year: 2025 },
    ...{ validFrom: '2025-01-01', validUntil: '2026-01-31' },
    rules: ['R-PARK-03', 'R-PARK-02', 'R-PARK-04', 'R-PARK-07'],
    announcement: {
      zh: '北京市公园管理中心《2025年北京市公园游览年票发售公告》',
      en: 'the 2025 announcement of the Beijing park authority on the annual ticket',
    },
  },
  {
    ...everyYear,
    ...{ id: 'park-year-2026', from: '2025-11-01', until: '2026-10-31', year: 2026 },
    ...{ validFrom: '2026-01-01', validUntil: '2027-01-31', announcement: null },
  },
  {
    ...everyYear,
    ...{ id: 'park-year-2027', from: '2026-11-01', until: '2027-10-31', year: 2027 },
    ...{ validFrom: '2027-01-01', validUntil: '2028-01-31', announcement: null },
  },
];
