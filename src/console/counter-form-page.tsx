// The form of an application at the counter: one page, filled in by a clerk on the word of the person who stands there.
import { noTaxNumberReasons, taxResidencies } from '../applications/tax-residency.ts';
import { countriesByName } from '../base/countries.ts';
import { maskName } from '../base/masking.ts';
import { consentsForApplying, consentText } from '../consents/consent.ts';
import { bankInWords, policyWords } from '../policy/explain.ts';
import { occupations } from '../policy/question.ts';
import { taxFields, taxLines } from '../portal/apply/tax-answers.ts';
import { Choices, type FormProps, Line, Part, Select, Wrong } from './counter-fields.tsx';
import { counterPath } from './counter-file.ts';
import { TextField } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import { Problem } from './pieces.tsx';

export const CounterFormPage = (props: FormProps) => {
  const { page, file, wrong, problem, formKey, isRestored } = props;
  const { say, language } = page;
  const bank = bankInWords(file.snapshot, file.query.bank ?? '', language);
  return (
    <Frame page={page} title={say('counter.formTitle')} section="counter">
      <div class="narrow">
        <h1>{say('counter.formTitle')}</h1>
        <p class="lead">{say('counter.formLead', { name: maskName(file.person.name), bank })}</p>
        <Problem problem={problem} />
        {wrong.length > 0 && <Wrong page={page} wrong={wrong} />}
        {isRestored && <p class="restored">{say('counter.restored')}</p>}
        <Photos {...props} />
        <form method="post" action={counterPath(file, '/form')} noValidate data-keep={counterPath(file, '/draft')}>
          <Csrf page={page} />
          <input type="hidden" name="key" value={formKey} />
          <input type="hidden" name="language" value={language} />
          <Line {...props} name="idValidity" label={say('counter.idValidity')} hint={say('counter.idValidityHint')} />
          <Contact {...props} />
          <Tax {...props} />
          <Delivery {...props} />
          <PhotoChoice {...props} />
          <Consents {...props} bank={bank} />
          <p class="actions">
            <button type="submit">{say('counter.submit')}</button>
            <button class="quiet" type="submit" formAction={counterPath(file, '/draft')}>
              {say('counter.keep')}
            </button>
            <a href={counterPath(file)}>{say('counter.back')}</a>
            <span role="status" data-kept={say('counter.kept')} />
          </p>
        </form>
      </div>
    </Frame>
  );
};

const Contact = (props: FormProps) => {
  const { say, language } = props.page;
  const words = policyWords(language).occupation;
  return (
    <Part title={say('application.contact')}>
      <Line {...props} name="phone" label={say('application.contact-phone')} />
      <Line {...props} name="homeAddress" label={say('application.home-address')} />
      <Select
        {...props}
        name="occupation"
        label={say('application.occupation')}
        empty={say('counter.choose')}
        options={occupations.map((value) => ({ value, text: words[value] }))}
      />
    </Part>
  );
};

const Tax = (props: FormProps) => {
  const { citizenSay } = props.page;
  const isAbroad = props.values.taxResidency === 'abroad' || props.values.taxResidency === 'both';
  return (
    <>
      <Choices
        {...props}
        name="taxResidency"
        legend={citizenSay('apply.tax.title')}
        options={taxResidencies.map((value) => ({ value, text: citizenSay(`tax.${value}`) }))}
      />
      <details open={isAbroad}>
        <summary>{citizenSay('apply.taxAbroad.title')}</summary>
        {taxLines.map((line) => (
          <TaxLine key={line} {...props} line={line} />
        ))}
      </details>
    </>
  );
};

const TaxLine = ({ page, values, line }: FormProps & { readonly line: (typeof taxLines)[number] }) => {
  const { citizenSay, language } = page;
  const fields = taxFields[line];
  const text = (name: string, label: string) => (
    <TextField {...{ name, label, value: values[name] ?? '', most: 100 }} />
  );
  return (
    <fieldset>
      <legend>{citizenSay('apply.taxAbroad.line', { line })}</legend>
      <Select
        {...{ values, name: fields.country, label: citizenSay('apply.taxCountry') }}
        empty={citizenSay('apply.taxCountry.empty')}
        options={countriesByName(language).map(({ code, name }) => ({ value: code, text: name }))}
      />
      {text(fields.number, citizenSay('apply.taxNumber'))}
      <Select
        {...{ values, name: fields.reason, label: citizenSay('apply.taxReason') }}
        empty={citizenSay('apply.taxReason.empty')}
        options={noTaxNumberReasons.map((value) => ({ value, text: citizenSay(`taxReason.${value}`) }))}
      />
      {text(fields.explanation, citizenSay('apply.taxExplanation'))}
    </fieldset>
  );
};

const Delivery = (props: FormProps) => {
  const { say, citizenSay } = props.page;
  const options = (['mail', 'outlet'] as const).map((value) => ({ value, text: citizenSay(`delivery.${value}`) }));
  return (
    <Part title={citizenSay('apply.delivery.title')}>
      <Choices {...props} name="delivery" legend={citizenSay('apply.delivery')} options={options} />
      <Line {...props} name="recipient" label={say('counter.recipient')} />
      <Line {...props} name="recipientPhone" label={say('counter.recipientPhone')} />
      <Line {...props} name="address" label={say('counter.address')} />
      <Line {...props} name="postcode" label={say('counter.postcode')} />
      <Select
        {...props}
        name="outletId"
        label={say('counter.outlet')}
        empty={say('counter.outletOpen')}
        options={props.file.outlets.map(({ outletId, name, address }) => ({
          value: outletId,
          text: `${name} · ${address}`,
        }))}
      />
    </Part>
  );
};

/** Forms of their own, since each sends a file; what was typed below waits meanwhile. */
const Photos = ({ page, file }: FormProps) => {
  const { say } = page;
  const { idFront, idBack, cardPhoto } = file.pictures;
  const ofDocument = [
    { kind: 'id-front', isTaken: idFront !== undefined },
    { kind: 'id-back', isTaken: idBack !== undefined },
  ] as const;
  const kinds = [
    // At a counter the document itself is seen; at the door its picture goes with the application (R-GROUP-09).
    ...(file.query.actor === 'helper' ? ofDocument : []),
    { kind: 'card-photo', isTaken: cardPhoto !== undefined } as const,
  ];
  return (
    <section>
      {kinds.map(({ kind, isTaken }) => (
        <form
          key={kind}
          method="post"
          action={`${counterPath(file, '/photo')}&kind=${kind}`}
          encType="multipart/form-data"
        >
          <Csrf page={page} />
          <h2>{say(`pictures.${kind}`)}</h2>
          <p>{say(isTaken ? 'counter.photoTaken' : kind === 'card-photo' ? 'counter.photoHint' : 'filing.idHint')}</p>
          <p class="actions">
            <label for={kind}>{say('counter.photoFile')}</label>
            <input id={kind} name="picture" type="file" accept="image/jpeg,image/png,image/webp" />
            <button class="quiet" type="submit">
              {say('counter.photoSend')}
            </button>
          </p>
        </form>
      ))}
    </section>
  );
};

const PhotoChoice = (props: FormProps) => {
  const { page, file } = props;
  const { hasPhotoOnFile, cardPhoto } = file.pictures;
  const options = [
    ...(hasPhotoOnFile ? [{ value: 'on-file', text: page.say('counter.photoOnFile') }] : []),
    ...(cardPhoto ? [{ value: 'uploaded', text: page.say('counter.photoUploaded') }] : []),
  ];
  return (
    <>
      <Choices {...props} name="photo" legend={page.say('counter.photo')} options={options} />
      {options.length === 0 && <p>{page.say('counter.photoNone')}</p>}
    </>
  );
};

/** Read out and given one by one; none comes ticked. */
const Consents = ({ page, file, bank }: FormProps & { readonly bank: string }) => {
  const { say, language } = page;
  const asked = consentsForApplying({
    ...{ bank: file.query.bank ?? '', birthDate: file.person.birthDate, on: file.today },
  });
  return (
    <fieldset id="consents" tabIndex={-1}>
      <legend>{say('counter.consents')}</legend>
      {asked.map((consent) => {
        const { title, text, short } = consentText(consent, language, bank);
        return (
          <div key={consent.kind}>
            <label class="choice">
              <input type="checkbox" name="consents" value={consent.kind} />
              {short}
            </label>
            <details>
              <summary>{title}</summary>
              <p>{text}</p>
            </details>
          </div>
        );
      })}
      <label class="choice">
        <input id="pledge" type="checkbox" name="pledge" value="yes" />
        {say('counter.pledge')}
      </label>
    </fieldset>
  );
};
