/** Adam's constants as its authors propose them (Kingma & Ba 2015). */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
