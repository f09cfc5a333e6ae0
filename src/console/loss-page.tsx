// The page on which staff report a card lost or release it, and the links to it: each as the gate answers for this place.
import { type AccountService, accountServices, type LossService, lossServices } from '../cards/card-asker.ts';
import { policyWords } from '../policy/explain.ts';
import type { Service } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { explainVerdict } from '../portal/desk/explanation.ts';
import { CardServicePage } from './card-service-page.tsx';
import type { MenuEntry, PersonFile } from './desk.ts';
import { Caller } from './enable-page.tsx';
import type { EnableSubject } from './enable-routes.tsx';
import { Csrf } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Checks, Closing, Fact } from './pieces.tsx';

type Linked = {
  readonly page: ConsolePage;
  readonly menu: NonNullable<PersonFile['menu']>;
  readonly services: readonly Service[];
  /** Where a service is done. */
  readonly pathOf: (service: Service) => string;
  /** What opens it beside a plain yes of the gate. */
  readonly opens?: (entry: MenuEntry) => boolean;
};

/** Everything about a lost card and its account; what of it is done where, the gate says. */
export type StopService = LossService | AccountService;
export const stopServices: readonly StopService[] = [...lossServices, ...accountServices];

/** What of some services can be done here and now; what cannot, the menu beside it explains. */
export const ServiceLinks = ({ page, menu, services, pathOf, opens = ({ verdict }) => verdict.permitted }: Linked) => {
  const open = menu.entries.filter((entry) => services.includes(entry.service) && opens(entry));
  if (open.length === 0) return null;
  return (
    <Fact label={page.say('home.sections')}>
      {open.map(({ service }) => (
        <a key={service} href={`${pathOf(service)}?for=${menu.standing}`} data-row>
          {policyWords(page.language).service[service]}{' '}
        </a>
      ))}
    </Fact>
  );
};

type LossProps = {
  readonly subject: EnableSubject;
  readonly service: StopService;
  readonly snapshot: Snapshot;
  readonly formKey: string;
  readonly problem: string | null;
};

export const LossPage = (props: LossProps) => (
  <CardServicePage subject={props.subject} service={props.service} problem={props.problem}>
    <Form {...props} />
  </CardServicePage>
);

const Form = ({ subject, service, snapshot, formKey }: LossProps) => {
  const { page, file, card, menu } = subject;
  const { say, language } = page;
  const back = <a href={`/console/people/${file.personId}`}>{say('application.person')}</a>;
  const entry = menu.entries.find((each) => each.service === service);
  if (!entry) return back;
  const { verdict, question } = entry;
  if (!verdict.permitted) {
    return (
      <Closing page={page} closing={explainVerdict(verdict, { snapshot, question, language })}>
        {back}
      </Closing>
    );
  }
  return (
    <form method="post" action={`/console/people/${file.personId}/cards/${card.cardId}/loss/${service}`} noValidate>
      <Csrf page={page} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="for" value={menu.standing} />
      <p>{say('enable.for', { who: say(`by.${menu.standing}`) })}</p>
      <Checks page={page} file={file} documents={verdict.documents} />
      {verdict.conditions.includes('caller-check') && <Caller page={page} />}
      {verdict.conditions.includes('finance-at-issuing-bank') && (
        <label class="choice">
          <input type="checkbox" name="told" value="yes" data-row />
          {say('loss.told')}
        </label>
      )}
      {service === 'change-bank-phone' && (
        <div class="field">
          <label class="label" for="phone">
            {say('loss.newPhone')}
          </label>
          <input id="phone" name="phone" type="tel" inputMode="numeric" autocomplete="off" maxLength={20} required />
        </div>
      )}
      <p class="hint">{say(`loss.effect.${service}`)}</p>
      <p class="actions">
        <button type="submit">{policyWords(language).service[service]}</button>
        {back}
      </p>
    </form>
  );
};
