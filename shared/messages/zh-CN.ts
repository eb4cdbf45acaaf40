import type { en } from './en.ts';
import { chart } from './zh-CN/chart.ts';
import { cli } from './zh-CN/cli.ts';
import { conductor } from './zh-CN/conductor.ts';
import { core } from './zh-CN/core.ts';
import { data } from './zh-CN/data.ts';
import { page } from './zh-CN/page.ts';
import { server } from './zh-CN/server.ts';
import { store } from './zh-CN/store.ts';
import { trainer } from './zh-CN/trainer.ts';

/** 简体中文. */
export const zh: Record<keyof typeof en, string> = {
  ...core,
  ...data,
  ...store,
  ...trainer,
  ...conductor,
  ...server,
  ...cli,
  ...page,
  ...chart,
};
