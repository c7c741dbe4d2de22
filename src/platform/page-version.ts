// Which version of the page this is: the one place that reports and notices take it from.

/** Put in by the build (vite.config.ts). */
declare const PAGE_VERSION: string

export const pageVersion = PAGE_VERSION
