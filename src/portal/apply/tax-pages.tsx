// The pages of the declared tax residency: which of the three it is, and for who is taxed elsewhere, where and under which number.
import { noTaxNumberReasons, type TaxResidency, taxResidencies } from '../../applications/tax-residency.ts';
import { countriesByName, countryName } from '../../base/countries.ts';
import { RadioCards } from '../components/choices.tsx';
import { SelectField, TextField } from '../components/field.tsx';
import type { Page } from '../page.ts';
import { answerOf } from './draft.ts';
import { fieldProps, StepPage, type StepProps } from './step-page.tsx';
import { taxFields, taxLines } from './tax-answers.ts';

/** Nothing is chosen beforehand: it is a declaration. */
export const TaxPage = (props: StepProps) => {
  const { say } = props.page;
  return (
    <StepPage {...props} step="tax" title={say('apply.tax.title')}>
      <RadioCards
        {...fieldProps(props, 'taxResidency')}
        legend={say('apply.tax.missing')}
        hint={say('apply.tax.hint')}
        choices={taxResidencies.map((each) => ({
          value: each,
          label: say(`tax.${each}`),
          details: [say(`tax.${each}.hint`)],
        }))}
      />
    </StepPage>
  );
};

type LineProps = StepProps & { readonly line: (typeof taxLines)[number] };

const Line = ({ line, ...props }: LineProps) => {
  const { page } = props;
  const { say } = page;
  const fields = taxFields[line];
  return (
    <>
      <SelectField
        {...fieldProps(props, fields.country)}
        label={say('apply.taxCountry')}
        empty={say('apply.taxCountry.empty')}
        options={countriesByName(page.language).map(({ code, name }) => ({ value: code, label: name }))}
        optional={line > 1}
      />
      <TextField
        {...fieldProps(props, fields.number)}
        label={say('apply.taxNumber')}
        hint={say('apply.taxNumber.hint')}
        maxLength={40}
        optional
        short
      />
      <SelectField
        {...fieldProps(props, fields.reason)}
        label={say('apply.taxReason')}
        empty={say('apply.taxReason.empty')}
        options={noTaxNumberReasons.map((each) => ({ value: each, label: say(`taxReason.${each}`) }))}
        optional
      />
      <TextField
        {...fieldProps(props, fields.explanation)}
        label={say('apply.taxExplanation')}
        maxLength={100}
        optional
      />
    </>
  );
};

/** One country for nearly everybody; two more lines are folded away until they are needed. */
export const TaxAbroadPage = (props: StepProps) => {
  const { page, draft, errors } = props;
  const { say } = page;
  const more = taxLines.filter((line) => line > 1);
  const isOpen = more.some((line) =>
    Object.values(taxFields[line]).some((field) => answerOf(draft, field) || errors[field]),
  );
  return (
    <StepPage
      {...props}
      step="tax-abroad"
      title={say('apply.taxAbroad.title')}
      before={<p class="lead">{say('apply.taxAbroad.lead')}</p>}
    >
      <Line {...props} line={1} />
      <details open={isOpen}>
        <summary>{say('apply.taxAbroad.more')}</summary>
        {more.map((line) => (
          <section key={line}>
            <h2>{say('apply.taxAbroad.line', { line })}</h2>
            <Line {...props} line={line} />
          </section>
        ))}
      </details>
    </StepPage>
  );
};

/** A declaration in lines: which of the three, then country by country. */
export const taxInWords = ({ language, say }: Page, declared: TaxResidency): readonly string[] => [
  say(`tax.${declared.residency}`),
  ...declared.countries.map(({ country, taxNumber, noNumberReason, explanation }) =>
    [countryName(country, language), taxNumber ?? (noNumberReason && say(`taxReason.${noNumberReason}`)), explanation]
      .filter(Boolean)
      .join(' · '),
  ),
];
