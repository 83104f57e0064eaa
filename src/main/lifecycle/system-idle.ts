import { powerMonitor } from 'electron';

/** Null on Wayland, which tells no application and would have Electron say 0 for ever. */
export function systemIdleMs(): number | null {
  if (process.platform === 'linux' && (process.env['WAYLAND_DISPLAY'] ?? '') !== '') return null;
  return powerMonitor.getSystemIdleTime() * 1000;
}

/** The computer's own screen locks, or it goes to sleep. Linux tells of sleep only. */
export function onLeavingComputer(lock: () => void): void {
  powerMonitor.on('suspend', lock);
  if (process.platform !== 'linux') powerMonitor.on('lock-screen', lock);
}
