import { ARM_COLORS, type Theme } from '../ramp.ts';
import type { Strong } from './stage-parts.ts';

/** Of the curves that are strong: the recommended one, the one that it is compared with, and the one that is looked at. */
const COLORS = {
  best: ARM_COLORS.chosen,
  reference: ARM_COLORS.default,
  looked: { light: '#275f8a', dark: '#67a4d6' },
} as const satisfies Record<string, Record<Theme, string>>;

/** The few strong curves by the roles of their trials, of which the best counts where one has several; null: there is none. */
export function strongOf(roles: Record<keyof typeof COLORS, string | null>): Strong {
  const order = ['looked', 'reference', 'best'] as const;
  return new Map(
    order.flatMap(role => {
      const id = roles[role];
      return id === null ? [] : [[id, (theme: Theme) => COLORS[role][theme]] as const];
    }),
  );
}
