import type { dataImages as english } from '../en/data-images.ts';

export const dataImages: Record<keyof typeof english, string> = {};
