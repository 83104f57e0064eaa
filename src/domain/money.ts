/** Pounds sterling in integer pence. */
export type Pence = number;

/** `2550` is `£25.50`, `2500` is `£25`: whole pounds carry no pence, as the scheme is written. */
export function formatPence(pence: Pence): string {
  const sign = pence < 0 ? '-' : '';
  const absolute = Math.abs(pence);
  const pounds = Math.floor(absolute / 100).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  const rest = absolute % 100;
  return rest === 0 ? `${sign}£${pounds}` : `${sign}£${pounds}.${rest.toString().padStart(2, '0')}`;
}
