/** For `vi.waitFor`: machines that run tests are busy ones. What never comes is told after that time, in ms. */
export const PATIENCE = { timeout: 60_000, interval: 10 };
