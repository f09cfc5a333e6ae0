// 网点查询: where the card outlets are, and which bank outlets make cards on the spot (R-CHAN-15, R-CHAN-16).
import { type District, districts } from '../../base/districts.ts';
import type { Outlet, OutletFilter } from '../../outlets/outlet.ts';
import { bankInWords } from '../../policy/explain.ts';
import type { Snapshot } from '../../policy/snapshot.ts';
import { SelectField } from '../components/field.tsx';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';

const kinds = ['district', 'street', 'bank', 'instant'] as const;
type Kind = (typeof kinds)[number];

export type OutletSearch = { readonly district: string; readonly kind: Kind | ''; readonly bank: string };

/** What was asked for, out of the address; anything that is no choice of the form counts as not chosen. */
export const readOutletSearch = (query: URLSearchParams, snapshot: Snapshot): OutletSearch => ({
  district: districts.find(({ code }) => code === query.get('district'))?.code ?? '',
  kind: kinds.find((kind) => kind === query.get('kind')) ?? '',
  bank: snapshot.rows.banks.find(({ code }) => code === query.get('bank'))?.code ?? '',
});

/** The search as the store understands it. A bank narrows to its outlets, whatever kind was chosen beside it. */
export const filterOf = ({ district, kind, bank }: OutletSearch): OutletFilter => ({
  ...(district && { district }),
  ...(bank ? { bank } : kind && { kind: kind === 'instant' ? 'bank' : kind }),
  ...(kind === 'instant' && { instant: true }),
});

type Props = {
  readonly page: Page;
  readonly snapshot: Snapshot;
  readonly search: OutletSearch;
  readonly outlets: readonly Outlet[];
  /** How many one answer holds. */
  readonly most: number;
};

const SearchForm = ({ page, snapshot, search }: Props) => {
  const { say, language } = page;
  const named = ({ code, ...names }: District) => ({ value: code, label: names[language] });
  return (
    <form method="get" action="/outlets" class="narrow">
      <SelectField
        page={page}
        optional
        name="district"
        label={say('outlets.district')}
        value={search.district}
        empty={say('outlets.anyDistrict')}
        options={districts.map(named)}
      />
      <SelectField
        page={page}
        optional
        name="kind"
        label={say('outlets.kind')}
        value={search.kind}
        empty={say('outlets.anyKind')}
        options={kinds.map((kind) => ({ value: kind, label: say(`outlets.kind.${kind}`) }))}
      />
      <SelectField
        page={page}
        optional
        name="bank"
        label={say('outlets.bank')}
        value={search.bank}
        empty={say('outlets.anyBank')}
        options={snapshot.rows.banks.map(named)}
      />
      <div class="actions">
        <button class="button" type="submit">
          {say('outlets.show')}
        </button>
      </div>
    </form>
  );
};

const OutletCard = ({ page, snapshot, outlet }: Pick<Props, 'page' | 'snapshot'> & { readonly outlet: Outlet }) => {
  const { say, language } = page;
  const district = districts.find(({ code }) => code === outlet.district)?.[language] ?? outlet.district;
  const kind = outlet.bank ? bankInWords(snapshot, outlet.bank, language) : say(`outlets.kind.${outlet.kind}`);
  return (
    <li class="entry" data-place={outlet.place && `${outlet.place.latitude} ${outlet.place.longitude}`}>
      <h3>{outlet.name}</h3>
      <p class="soft">
        {kind} · {district}
      </p>
      <p>{outlet.address}</p>
      {outlet.phone && (
        <a class="link number" href={`tel:${outlet.phone}`}>
          {outlet.phone}
        </a>
      )}
      {outlet.instant && <p class="soft">{say('outlets.plate')}</p>}
      <p class="soft" data-distance={say('outlets.distance', { km: '{km}' })} hidden />
    </li>
  );
};

/** Shown by scripts only, where the browser knows where it is. The place is used there and sent nowhere. */
const Nearest = ({ page: { say } }: { readonly page: Page }) => (
  <div class="stack" data-nearest="outlets" hidden>
    <div class="actions">
      <button class="button second" type="button">
        {say('outlets.near')}
      </button>
    </div>
    <p class="soft" role="status" data-done={say('outlets.nearDone')} data-failed={say('outlets.nearFailed')}>
      {say('outlets.nearHint')}
    </p>
  </div>
);

export const OutletsPage = (props: Props) => {
  const { page, snapshot, outlets, most } = props;
  const { say } = page;
  return (
    <Layout page={page} title={say('outlets.title')} tab="services">
      <div class="stack">
        <h1>{say('outlets.title')}</h1>
        <p class="lead">{say('outlets.lead')}</p>
        <SearchForm {...props} />
        <h2>{say('outlets.found', { count: outlets.length })}</h2>
        {outlets.length === 0 && <p>{say('outlets.none')}</p>}
        {outlets.some(({ place }) => place !== null) && <Nearest page={page} />}
        {outlets.length >= most && <p>{say('outlets.most', { count: most })}</p>}
        <ul class="plain entries two" id="outlets">
          {outlets.map((outlet) => (
            <OutletCard key={outlet.outletId} page={page} snapshot={snapshot} outlet={outlet} />
          ))}
        </ul>
      </div>
    </Layout>
  );
};
