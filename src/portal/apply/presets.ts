// What an employer or school has settled stands in the draft by itself, whatever a form says (R-GROUP-10, R-GROUP-20).
import type { Permission, PresetsView } from '../views.ts';
import { answerOf, type Draft } from './draft.ts';

/** The settled outlet counts for who takes its bank; others choose one of theirs (R-GROUP-11). */
export const presetOutletFor = (draft: Draft, { outlet }: PresetsView): PresetsView['outlet'] =>
  outlet?.bank === answerOf(draft, 'bank') ? outlet : null;

/** The draft with both answers in it where they are settled; otherwise the very same draft. */
export const withPresets = (draft: Draft, { presets }: Pick<Permission, 'presets'>): Draft => {
  const outlet = presetOutletFor(draft, presets);
  if (presets.delivery === null && outlet === null) return draft;
  return {
    ...draft,
    values: {
      ...draft.values,
      ...(presets.delivery && { delivery: presets.delivery }),
      ...(outlet && { outlet: outlet.id, outletDistrict: outlet.district }),
    },
  };
};
