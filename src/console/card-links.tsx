// What this place may do about a card here and now, as links to where it is done; what cannot be done, the menu beside it explains.
import { replacementServices } from '../applications/replacement.ts';
import { cancelServices } from '../cards/cancel-card.ts';
import { sceneServices } from '../cards/card-asker.ts';
import type { OwnCard } from '../cards/list-cards.ts';
import { policyWords } from '../policy/explain.ts';
import type { Service } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { may } from '../staff/permissions.ts';
import type { Staff } from '../staff/staff.ts';
import { cancelAnswer } from './cancel-page.tsx';
import type { MenuEntry, PersonFile } from './desk.ts';
import { leaveService } from './leave-bank-page.tsx';
import { stopServices } from './loss-page.tsx';
import type { ConsolePage } from './page.ts';
import { Fact } from './pieces.tsx';
import { openVerdict } from './replace-page.tsx';

type Asked = {
  readonly menu: NonNullable<PersonFile['menu']>;
  readonly card: OwnCard;
  readonly snapshot: Snapshot;
};
type Link = { readonly to: string; readonly text: string };

type LinksProps = Asked & {
  readonly page: ConsolePage;
  /** Of the card: each service lies below it. */
  readonly path: string;
};

export const CardLinks = ({ page, path, ...asked }: LinksProps) => {
  const links = page.staff === null ? [] : [...enabling(page, asked), ...linksOf(page, page.staff, asked)];
  if (links.length === 0) return null;
  return (
    <Fact label={page.say('home.sections')}>
      <span class="links">
        {links.map(({ to, text }) => (
          <a key={to} href={`${path}/${to}?for=${asked.menu.standing}`} data-row>
            {text}
          </a>
        ))}
      </span>
    </Fact>
  );
};

const enabling = ({ say, staff }: ConsolePage, { card }: Asked): readonly Link[] =>
  card.socialSecurity === 'not-enabled' && staff !== null && may(staff, 'enable-card')
    ? [{ to: 'enable', text: say('enable.open') }]
    : [];

/** In the order of a card's life: lost, used, replaced, given up. */
const linksOf = ({ language }: ConsolePage, staff: Staff, { menu, card, snapshot }: Asked): readonly Link[] => {
  if (card.generation !== 3) return [];
  const open = (services: readonly Service[], opens: (entry: MenuEntry) => boolean): readonly Service[] =>
    menu.entries.filter((entry) => services.includes(entry.service) && opens(entry)).map(({ service }) => service);
  const isPermitted = ({ verdict }: MenuEntry): boolean => verdict.permitted;
  const below = (folder: string, services: readonly Service[]): readonly Link[] =>
    services.map((service) => ({ to: `${folder}${service}`, text: policyWords(language).service[service] }));
  const isHere = card.bank === staff.bank;
  return [
    ...(may(staff, 'change-loss') ? below('loss/', open(stopServices, isPermitted)) : []),
    ...(may(staff, 'serve-scenes') ? below('scene/', open(sceneServices, isPermitted)) : []),
    ...(may(staff, 'replace-card')
      ? below(
          'replace/',
          open(replacementServices, (entry) => openVerdict(entry, snapshot) !== undefined),
        )
      : []),
    ...(may(staff, 'leave-bank') && isHere ? below('', open([leaveService], isPermitted)) : []),
    ...(may(staff, 'cancel-card') ? below('', openCancelling({ menu, card, snapshot })) : []),
  ];
};

const openCancelling = (asked: Asked): readonly Service[] =>
  cancelServices.filter((service) => {
    const { financial } = asked.card;
    const isOver = service === 'cancel-finance' && (financial === null || financial === 'cancelled');
    return !isOver && cancelAnswer(asked.menu, { ...asked, service })?.verdict.permitted;
  });
