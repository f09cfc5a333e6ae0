// Which field of a form with passwords a refusal is about.
import type { Errors } from '../components/error-summary.tsx';
import type { Page } from '../page.ts';

/** undefined: none. */
export const passwordErrors = ({ say }: Page, code: string): Errors | undefined => {
  switch (code) {
    case 'PASSWORD_WRONG':
      return { secretOld: say('refused.PASSWORD_WRONG') };
    case 'PASSWORD_SHAPE':
    case 'PASSWORD_FROM_RECORD':
    case 'PASSWORD_TOO_SIMPLE':
    case 'PASSWORD_UNCHANGED':
      return { secretNew: say(`refused.${code}`) };
    default:
      return undefined;
  }
};
