// Countries and regions by their two letters (ISO 3166-1), with the names people read here.
import type { Language } from './language.ts';

/** All of the standard but China itself; Hong Kong, Macao and Taiwan are regions with a taxation of their own. */
export const countries: readonly string[] = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
  'CA CC CD CF CG CH CI CK CL CM CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
  'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM ' +
  'JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP ' +
  'MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY ' +
  'QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN ' +
  'TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
).split(' ');

const ownNames: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  zh: { HK: '中国香港', MO: '中国澳门', TW: '中国台湾' },
  en: { HK: 'Hong Kong, China', MO: 'Macao, China', TW: 'Taiwan, China' },
};
const named: Readonly<Record<Language, Intl.DisplayNames>> = {
  zh: new Intl.DisplayNames('zh-CN', { type: 'region' }),
  en: new Intl.DisplayNames('en', { type: 'region' }),
};

export const countryName = (code: string, language: Language): string =>
  ownNames[language][code] ?? named[language].of(code) ?? code;

/** Every one with its name, in the order of the names. */
export const countriesByName = (language: Language): readonly { readonly code: string; readonly name: string }[] => {
  byName[language] ??= inOrder(language);
  return byName[language];
};

// Put in order when first asked for: that takes a tenth of a second, which no start should pay.
const byName: Partial<Record<Language, ReturnType<typeof inOrder>>> = {};

const inOrder = (language: Language) =>
  countries
    .map((code) => ({ code, name: countryName(code, language) }))
    .sort((a, b) => a.name.localeCompare(b.name, language === 'zh' ? 'zh-CN' : 'en'));
