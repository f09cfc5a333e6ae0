// The page on which staff report a card lost or release it, and the links to it: each as the gate answers for this place.
import { type AccountService, accountServices, type LossService, lossServices } from '../cards/card-asker.ts';
import { policyWords } from '../policy/explain.ts';
import type { Service } from '../policy/question.ts';
import type { AtCard } from './card-service.tsx';
import { CardServicePage } from './card-service-page.tsx';
import type { MenuEntry, PersonFile } from './desk.ts';
import { Caller } from './enable-page.tsx';
import type { ConsolePage } from './page.ts';
import { Checks, Fact } from './pieces.tsx';

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

type LossProps = AtCard & { readonly service: StopService };

export const LossPage = (props: LossProps) => {
  const { service, subject } = props;
  const { page, file } = subject;
  const { say } = page;
  return (
    <CardServicePage {...props} to={`loss/${service}`}>
      {({ documents, conditions }) => (
        <>
          <Checks page={page} file={file} documents={documents} />
          {conditions.includes('caller-check') && <Caller page={page} />}
          {conditions.includes('finance-at-issuing-bank') && (
            <label class="choice">
              <input type="checkbox" name="told" value="yes" data-row />
              {say('loss.told')}
            </label>
          )}
          {service === 'change-bank-phone' && <NewPhone page={page} />}
          <p class="hint">{say(`loss.effect.${service}`)}</p>
        </>
      )}
    </CardServicePage>
  );
};

const NewPhone = ({ page }: { readonly page: ConsolePage }) => (
  <div class="field">
    <label class="label" for="phone">
      {page.say('loss.newPhone')}
    </label>
    <input id="phone" name="phone" type="tel" inputMode="numeric" autocomplete="off" maxLength={20} required />
  </div>
);
