// What we use of the one-file build of ECharts, which brings no types of its own; a CommonJS file, all of it is one default export.
declare module 'echarts/dist/echarts.common.min.js' {
  import type { init } from 'echarts/core';

  const echarts: { readonly init: typeof init };
  export default echarts;
}
