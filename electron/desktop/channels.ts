/** Names of the messages between the main process and its windows. */
export const ASK = 'descent:ask';
export const EVENT = 'descent:event';
export const TRAINER = 'descent:trainer';
