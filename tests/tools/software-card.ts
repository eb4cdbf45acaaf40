import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';

const FOLDERS = [
  dirname(chromium.executablePath()),
  '/usr/lib/chromium',
  '/usr/lib/chromium-browser',
  '/opt/google/chrome',
];

/**
 * What a process on Linux needs in its environment from its start to find a graphics card in software: SwiftShader and the
 * Vulkan loader, which come with Chromium. Empty where a driver was chosen already or there is no such folder.
 */
export function softwareCard(): Record<string, string> {
  if (process.env.VK_ICD_FILENAMES || process.env.VK_DRIVER_FILES) return {};
  const folder = FOLDERS.find(path => existsSync(join(path, 'vk_swiftshader_icd.json')));
  if (process.platform !== 'linux' || !folder) return {};
  return {
    VK_ICD_FILENAMES: join(folder, 'vk_swiftshader_icd.json'),
    LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, folder].filter(Boolean).join(':'),
  };
}
