// Phases and batches: when application opens, and for whom (R-ELIG-03 to R-ELIG-15).
import type { Batch, Phase } from '../rows.ts';

export const phases: readonly Phase[] = [
  { id: 'phase-pilot', phase: 'pilot', from: '2024-01-31', until: '2024-10-29', rules: ['R-ELIG-13'] },
  { id: 'phase-centralized', phase: 'centralized', from: '2024-10-30', until: '2025-12-31', rules: ['R-ELIG-03'] },
  { id: 'phase-regular', phase: 'regular', from: '2026-01-01', rules: ['R-ELIG-04'] },
];

// A batch once open stays open (R-ELIG-12). The days of batches 2 to 4 are assumed: the notice gives months (G-01).
export const batches: readonly Batch[] = [
  {
    id: 'batch-pilot',
    batch: 'pilot',
    from: '2024-01-31',
    groups: ['employee'],
    districts: ['110102', '110107', '110116'],
    rules: ['R-ELIG-13'],
  },
  {
    id: 'batch-1',
    batch: '1',
    from: '2024-10-30',
    groups: ['employee'],
    districts: ['110111', '110113', '110114', '110115', '110117', '110302'],
    rules: ['R-ELIG-06'],
  },
  {
    id: 'batch-2',
    batch: '2',
    from: '2025-02-01',
    groups: ['employee'],
    districts: ['110108', '110106', '110112', '110119'],
    rules: ['R-ELIG-07'],
    assumed: true,
  },
  {
    id: 'batch-3',
    batch: '3',
    from: '2025-05-01',
    groups: ['employee'],
    districts: ['110101', '110105', '110109', '110118'],
    rules: ['R-ELIG-08'],
    assumed: true,
  },
  {
    id: 'batch-4',
    batch: '4',
    from: '2025-08-01',
    groups: ['minor', 'student', 'flexible', 'resident'],
    rules: ['R-ELIG-09', 'R-ELIG-10'],
    assumed: true,
  },
  { id: 'batch-5', batch: '5', from: '2025-10-09', groups: ['retiree', 'land-transfer'], rules: ['R-ELIG-11'] },
  {
    // Everybody but 军休干部, who wait for a notice of their own (R-ELIG-14, G-27).
    id: 'batch-regular',
    batch: 'regular',
    from: '2026-01-01',
    groups: ['employee', 'minor', 'student', 'flexible', 'resident', 'retiree', 'land-transfer'],
    rules: ['R-ELIG-04'],
    supersedes: ['batch-pilot', 'batch-1', 'batch-2', 'batch-3', 'batch-4', 'batch-5'],
  },
];
