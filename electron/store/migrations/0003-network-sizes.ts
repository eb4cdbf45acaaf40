/** Networks with convolutions and embeddings have sizes of their own; the trials before had none of them. */
const SIZES = `'{"filters":[],"embedding":64,"weightDecay":0,"dropout":0}'`;

export const networkSizes = `
UPDATE trials SET hyperparameters = json_patch(${SIZES}, hyperparameters);
UPDATE stages SET plan = json_set(plan, '$.base', json_patch(${SIZES}, json_extract(plan, '$.base')));
`;
