// What else is to be seen in the demo and which presses lead there, and pictures of nobody to apply with.
import { Both } from './both.tsx';
import { cases, caseWords, demoPictures } from './demo-case-words.ts';
import { Heading } from './demo-forms.tsx';

/** Whoever tries the form should not need a document of their own. */
export const Pictures = () => (
  <section aria-labelledby="pictures">
    <Heading of={caseWords.pictures} id="pictures" />
    <p>
      <Both of={caseWords.picturesLead} />
    </p>
    <div class="row">
      {demoPictures.map(({ file, zh, en }) => (
        <a key={file} class="button" href={`/demo/pictures/${file}`} download={file}>
          <Both of={{ zh, en }} />
        </a>
      ))}
    </div>
  </section>
);

/** One way to each thing that needs more than being somebody. */
export const Cases = () => (
  <section aria-labelledby="cases">
    <Heading of={caseWords.title} id="cases" />
    <ul>
      {cases.map(({ zh, en }) => (
        <li key={zh}>
          <Both of={{ zh, en }} />
        </li>
      ))}
    </ul>
  </section>
);
