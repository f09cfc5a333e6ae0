// Draws figures as SVG that may stand in a page: attributes alone, as our pages take no style of an element and no script.
import type { init } from 'echarts/core';

export type Series = { readonly name: string; readonly values: readonly number[]; readonly colour: Colour };

/** Each at least 4.5 : 1 on white; what it stands for is said in words beside it. */
export const colours = { applied: '#0b579f', produced: '#9a5b00', enabled: '#155c36', late: '#a4161a' } as const;
type Colour = keyof typeof colours;

/** `lines`: from left to right by day. `bars`: one group of bars for each label, downwards. */
export type Picture = {
  readonly kind: 'lines' | 'bars';
  readonly labels: readonly string[];
  readonly series: readonly Series[];
};

const width = 960;
const lineHeight = 300;
const barHeight = 16;
const inkOfAxes = '#45505d';
/** Units of the picture: on a tablet, where it is three quarters as wide, still legible. */
const fontSize = 15;

let loading: Promise<typeof init> | undefined;

/** Taken in when the first picture is asked for, and as one file: six hundred modules would hold up everybody for seconds. */
const load = async (): Promise<typeof init> => (await import('echarts/dist/echarts.common.min.js')).default.init;

/** The picture as text of an `<svg>` that carries no words of its own: its caption and its table do. */
export const drawPicture = async (picture: Picture): Promise<string> => {
  loading ??= load();
  const make = await loading;
  const height = picture.kind === 'lines' ? lineHeight : heightOfBars(picture);
  const chart = make(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(picture.kind === 'lines' ? linesOption(picture) : barsOption(picture));
    return withAttributesAlone(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
};

const heightOfBars = ({ labels, series }: Picture): number => 70 + labels.length * (series.length * barHeight + 12);

const common = ({ series }: Picture) => ({
  animation: false,
  textStyle: { color: inkOfAxes, fontSize },
  legend: { show: series.length > 1, top: 0, left: 0, itemWidth: 16, itemHeight: 10, textStyle: { fontSize } },
  grid: { left: 4, right: 64, top: series.length > 1 ? 36 : 12, bottom: 4, outerBoundsMode: 'same' as const },
});

/** Nothing happens when a pointer is over it. */
const still = { silent: true, emphasis: { disabled: true } } as const;
const text = { color: inkOfAxes, fontSize } as const;

const linesOption = (picture: Picture) => ({
  ...common(picture),
  xAxis: { type: 'category' as const, data: [...picture.labels], axisLabel: { ...text, hideOverlap: true } },
  yAxis: { type: 'value' as const, minInterval: 1, axisLabel: text },
  series: picture.series.map(({ name, values, colour }) => ({
    ...{ type: 'line' as const, name, data: [...values], ...still, showSymbol: values.length <= 31 },
    ...{ itemStyle: { color: colours[colour] }, lineStyle: { color: colours[colour], width: 2 } },
  })),
});

const barsOption = (picture: Picture) => ({
  ...common(picture),
  xAxis: { type: 'value' as const, minInterval: 1, axisLabel: text },
  yAxis: { type: 'category' as const, inverse: true, data: [...picture.labels], axisLabel: { ...text, interval: 0 } },
  series: picture.series.map(({ name, values, colour }) => ({
    ...{ type: 'bar' as const, name, data: [...values], ...still, barWidth: barHeight - 3, barGap: '15%' },
    ...{ itemStyle: { color: colours[colour] }, label: { show: true, position: 'right' as const, ...text } },
  })),
});

/**
 * What ECharts says by a style is said by attributes, which a strict Content-Security-Policy lets stand; letters are those of
 * the page, which an image of its own could not have. Throws where something is left that the policy would take away.
 */
export const withAttributesAlone = (svg: string): string => {
  const plain = svg
    .replace(/<style\b[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|ecmeta_\w+|pointer-events)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))
    .replace(
      /^<svg width="\d+" height="\d+"[^>]*viewBox="([^"]*)">/,
      '<svg viewBox="$1" aria-hidden="true" focusable="false">',
    );
  if (/\sstyle=|<style|<script|\shref=/.test(plain)) throw new Error('a picture has a style that a page may not have');
  return plain;
};

const attributesOf = (style: string): string =>
  style
    .split(';')
    .map((each) => each.split(':'))
    .flatMap(([name, value]) => (name && value && name !== 'font-family' ? [` ${name}="${value}"`] : []))
    .join('');
