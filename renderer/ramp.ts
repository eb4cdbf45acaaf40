// The colours of a report are those of the page.
export * from '#shared/report/ramp.ts';
