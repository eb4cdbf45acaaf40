/** Whether windows can be shown here: always on macOS and Windows, elsewhere where X11 or Wayland says so. */
export const hasDisplay = (
  env: Record<string, string | undefined> = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean => platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
