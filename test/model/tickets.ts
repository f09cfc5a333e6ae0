// What people ask, suggest and complain of: opened, answered, handed over, closed and asked again.
import { ok } from '../../src/base/result.ts';
import { changeTicket, type TicketCommand } from '../../src/tickets/change-ticket.ts';
import { openTicket } from '../../src/tickets/open-ticket.ts';
import { desks, parseTicketId, ticketKinds } from '../../src/tickets/ticket.ts';
import { type Act, type Draw, drawIndex, learn } from './hand.ts';
import { type ATicket, dayOf, done, type Ending, type Life, refusedFor, unless } from './life.ts';

const mostADay = 5;
const mostEntries = 30;
const nobodys = '00000000-0000-7000-8000-000000000000';

const open: Draw = (random) => {
  const kind = random.pick(ticketKinds);
  const level = random.chance(0.95) ? 2 : 1;
  return {
    name: `open a ${kind}`,
    judge: (life, at) => {
      const day = dayOf(at);
      const codes = [
        ...(level < 2 ? ['LEVEL_TOO_LOW'] : []),
        ...(life.tickets.filter((each) => each.day === day).length >= mostADay ? ['TOO_MANY_TICKETS'] : []),
      ];
      const desk = kind === 'complaint' ? 'bureau' : 'hotline';
      return unless(codes, life, () =>
        done({ ...life, tickets: [...life.tickets, { state: 'open', desk, entries: 1, day }] }),
      );
    },
    aim:
      ({ ground, person: { personId }, tickets }) =>
      async (key) => {
        const about = { topic: 'applying', bank: null, place: null } as const;
        const asked = {
          personId,
          actor: 'holder',
          actorId: personId,
          channel: 'minsheng',
          level,
          language: 'zh',
        } as const;
        const result = await openTicket(ground, {
          ...asked,
          key,
          kind,
          about,
          words: '请问第三代社保卡何时可以领取？',
        });
        if (result.ok) learn(tickets, result.value.ticketId);
        return result;
      },
  };
};

type Step = Pick<TicketCommand, 'step' | 'as'> & { readonly actorId: string };
type About = {
  readonly index: number;
  readonly step: (personId: Extract<Step['as'], { readonly personId: unknown }>['personId']) => Step;
  readonly name: string;
  readonly judge: (life: Life, ticket: ATicket) => readonly Ending[];
};
const about = ({ index, name, step, judge }: About): Act => ({
  name: `${name} (ticket ${index})`,
  judge: (life) => {
    const ticket = life.tickets[index];
    return ticket ? judge(life, ticket) : refusedFor(['TICKET_UNKNOWN'], life);
  },
  aim: ({ ground, person: { personId }, tickets }) => {
    const ticketId = parseTicketId(tickets[index] ?? nobodys);
    const { actorId, ...rest } = step(personId);
    const actor = 'personId' in rest.as ? ('holder' as const) : ('staff' as const);
    const acting = { actor, actorId, channel: 'minsheng', outlet: null, bank: null } as const;
    return async (key) => (ticketId ? changeTicket(ground, { acting, key, ticketId, ...rest }) : ok(null));
  },
});
const withTicket = (life: Life, index: number, changes: Partial<ATicket>): Life => ({
  ...life,
  tickets: life.tickets.map((each, at) => (at === index ? { ...each, ...changes } : each)),
});
const inState = ({ state }: ATicket, ...states: readonly string[]): readonly string[] =>
  states.includes(state) ? [] : ['WRONG_TICKET_STATE'];
const full = ({ entries }: ATicket): readonly string[] => (entries >= mostEntries - 1 ? ['TICKET_FULL'] : []);
const words = '已收到，请携带身份证到网点办理。';

const byDesk: Draw = (random, { tickets }) => {
  const index = drawIndex(random, tickets.length);
  const here = random.chance(0.85) ? (tickets[index]?.desk ?? 'hotline') : 'hotline';
  const desk = desks.find((each) => each === here && each !== 'bank') ?? 'hotline';
  const to = random.chance(0.3) ? (random.chance(0.5) ? 'bureau' : 'hotline') : null;
  return about({
    ...{ index, name: to ? `${desk} hands it to ${to}` : `${desk} answers` },
    judge: (life, ticket) => {
      const elsewhere = ticket.desk !== desk || ticket.desk === to ? ['AT_ANOTHER_DESK'] : [];
      const codes = [...inState(ticket, 'open'), ...elsewhere, ...(to ? full(ticket) : [])];
      const entries = ticket.entries + 1;
      const moved = to ? { desk: to, entries } : { state: 'answered', entries };
      return unless(codes, life, () => done(withTicket(life, index, moved)));
    },
    step: () => ({
      ...{ actorId: `clerk-${desk}`, as: { reach: { of: 'all' }, desk: { desk, bank: null } } },
      step: to
        ? { action: 'hand-over-ticket', words, to: { desk: to, bank: null } }
        : { action: 'answer-ticket', words },
    }),
  });
};

const byPerson: Draw = (random, { tickets }) => {
  const [index, closes] = [drawIndex(random, tickets.length), random.chance(0.5)];
  return about({
    ...{ index, name: closes ? 'close' : 'ask again' },
    judge: (life, ticket) => {
      const codes = closes ? inState(ticket, 'answered') : [...inState(ticket, 'answered', 'closed'), ...full(ticket)];
      const moved = closes ? { state: 'closed' } : { state: 'open', entries: ticket.entries + 1 };
      return unless(codes, life, () => done(withTicket(life, index, moved)));
    },
    step: (personId) => ({
      ...{ actorId: personId, as: { personId } },
      step: closes ? { action: 'close-ticket' } : { action: 'reopen-ticket', words },
    }),
  });
};

export const ticketDraws: readonly (readonly [Draw, number])[] = [
  [open, 0.6],
  [byDesk, 0.8],
  [byPerson, 0.6],
];
