// What stands before a record: the reason that is asked for, and the answer for somebody nobody knows.
import { lookReasons } from '../staff/leave-look.ts';
import { Choices, Note } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Problem, type Said } from './pieces.tsx';

export const UnknownPage = ({ page }: { page: ConsolePage }) => (
  <Frame page={page} title={page.say('person.unknown')} section={null}>
    <h1>{page.say('person.unknown')}</h1>
    <p class="lead">{page.say('search.none')}</p>
  </Frame>
);

type ReasonProps = Said & {
  readonly personId: string;
  /** Number of the application that is opened with the reason; null: the record itself. */
  readonly application: string | null;
};

export const ReasonPage = ({ page, personId, application, problem }: ReasonProps) => {
  const { say } = page;
  return (
    <Frame page={page} title={say('reason.title')} section={null}>
      <div class="narrow">
        <h1>{say('reason.title')}</h1>
        <p class="lead">{say('reason.lead')}</p>
        <Problem problem={problem} />
        <form method="post" action={`/console/people/${personId}/open`} noValidate>
          <Csrf page={page} />
          {application !== null && <input type="hidden" name="application" value={application} />}
          <Choices
            {...{ type: 'radio', name: 'reason', legend: say('reason.which') }}
            options={lookReasons.map((value) => ({ value, text: say(`reason.${value}`) }))}
          />
          <Note page={page} id="note" required={false} />
          <button type="submit">{say('reason.act')}</button>
        </form>
      </div>
    </Frame>
  );
};
