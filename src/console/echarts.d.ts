// What we use of the one-file build of ECharts, which brings no types of its own.
declare module 'echarts/dist/echarts.common.min.js' {
  export { init } from 'echarts/core';
}
