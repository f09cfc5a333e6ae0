// Questions, notices and what the card is used for, with the clauses they rest on, in the language of the reader.
import type { Language } from '../../base/language.ts';
import { citationsOf } from '../../policy/explain.ts';
import type { Snapshot } from '../../policy/snapshot.ts';
import { notices } from '../words/notices.ts';
import { questions } from '../words/questions.ts';
import { type SceneKind, sceneKinds, scenes } from '../words/scenes.ts';
import type { HelpView, NoticeView, ScenesView } from './desk.ts';

type Telling = { readonly snapshot: Snapshot; readonly language: Language };

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Every word must stand somewhere in question or answer; without words all questions. */
export const questionsFor = (asked: string, { snapshot, language }: Telling): readonly HelpView[] => {
  const words = folded(asked).split(/\s+/).filter(Boolean);
  return questions
    .map((each) => ({ ...each, ...each[language] }))
    .filter(({ question, answer }) => words.every((word) => folded(`${question} ${answer}`).includes(word)))
    .map(({ id, rules, question, answer }) => ({
      ...{ id, question, answer },
      sources: citationsOf(snapshot, rules, language),
    }));
};

/** Those of the day and before, newest first: a demo may stand on any day. */
export const noticesOn = (today: Temporal.PlainDate, { snapshot, language }: Telling): readonly NoticeView[] =>
  notices
    .filter(({ date }) => date <= today.toString())
    .toSorted((a, b) => (a.date < b.date ? 1 : -1))
    .map(({ date, rules, ...words }) => ({
      ...{ date: Temporal.PlainDate.from(date), ...words[language] },
      sources: citationsOf(snapshot, rules, language),
    }));

/** What the card is used for on a day, by function; a function without any yet is left out. */
export const scenesOn = (today: Temporal.PlainDate, { snapshot, language }: Telling): readonly ScenesView[] => {
  const known = scenes.filter(({ from }) => from <= today.toString());
  const viewOf = (kind: SceneKind): ScenesView => ({
    kind,
    scenes: known
      .filter((scene) => scene.kind === kind)
      .map(({ rules, planned = false, ...words }) => ({
        ...{ planned, ...words[language] },
        sources: citationsOf(snapshot, rules, language),
      })),
  });
  return sceneKinds.map(viewOf).filter((view) => view.scenes.length > 0);
};
