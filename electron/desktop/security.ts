import type { Contents, NavigationEvent, Permissions } from './electron-api.ts';
import { placeOf } from './origins.ts';

/** For all contents of the app, whoever made them: they stay on the app's pages, open nothing and embed nothing. */
export function confine(contents: Contents): void {
  const stay = (event: NavigationEvent) => {
    if (placeOf(event.url) === null) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', event => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** The page may put text on the clipboard (never read it); everything else, for anybody, is denied. */
const isGranted = (permission: string, asker: string): boolean =>
  permission === 'clipboard-sanitized-write' && placeOf(asker) === 'page';

/** Camera, notifications, devices and the rest: Descent needs none. */
export function denyPermissions(permissions: Permissions): void {
  permissions.setPermissionRequestHandler((_contents, permission, callback, { requestingUrl }) =>
    callback(isGranted(permission, requestingUrl)),
  );
  permissions.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin));
  permissions.setDevicePermissionHandler(() => false);
}
