// The page on which the issuing bank takes a card back for a change of bank, and the link to it.
import type { AtCard } from './card-service.tsx';
import { CardServicePage } from './card-service-page.tsx';
import { Choice } from './form-fields.tsx';
import { Documents } from './pieces.tsx';

export const leaveService = 'change-bank-cancel';

export const LeaveBankPage = (props: AtCard) => {
  const { page, file } = props.subject;
  const { say } = page;
  return (
    <CardServicePage {...props} service={leaveService} to={leaveService}>
      {({ documents, conditions }) => (
        <>
          <ul>
            <li>{say('leave.tell.noCard')}</li>
            <li>{say('leave.tell.balance')}</li>
            <li>{say('leave.tell.six')}</li>
          </ul>
          <Documents page={page} documents={documents} held={file.held} />
          {conditions.includes('change-bank-with-care') && (
            <Choice type="checkbox" name="warned" value="yes">
              {say('leave.warned')}
            </Choice>
          )}
          <Choice type="checkbox" name="collected" value="yes">
            {say('leave.collected')}
          </Choice>
          <p class="hint">{say('leave.next')}</p>
        </>
      )}
    </CardServicePage>
  );
};
