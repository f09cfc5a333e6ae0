// The page on which staff report a card lost or release it, as the gate answers for this place.
import { type AccountService, accountServices, type LossService, lossServices } from '../cards/card-asker.ts';
import type { AtCard } from './card-service.tsx';
import { CardServicePage } from './card-service-page.tsx';
import { Caller } from './enable-page.tsx';
import { Choice } from './form-fields.tsx';
import type { ConsolePage } from './page.ts';
import { Checks } from './pieces.tsx';

/** Everything about a lost card and its account; what of it is done where, the gate says. */
export type StopService = LossService | AccountService;
export const stopServices: readonly StopService[] = [...lossServices, ...accountServices];

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
            <Choice type="checkbox" name="told" value="yes">
              {say('loss.told')}
            </Choice>
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
