// The page on which the issuing bank takes a card back for a change of bank, and the link to it.
import type { AtCard } from './card-service.tsx';
import { CardServicePage } from './card-service-page.tsx';
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
          {conditions.includes('change-bank-with-care') && <Box name="warned" text={say('leave.warned')} />}
          <Box name="collected" text={say('leave.collected')} />
          <p class="hint">{say('leave.next')}</p>
        </>
      )}
    </CardServicePage>
  );
};

const Box = ({ name, text }: { readonly name: string; readonly text: string }) => (
  <label class="choice">
    <input type="checkbox" name={name} value="yes" data-row />
    {text}
  </label>
);
