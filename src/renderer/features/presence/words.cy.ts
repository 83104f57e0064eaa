/** What this feature says, in Welsh. */
export const words: Readonly<Record<string, string>> = {
  'title': 'Pwy arall sydd yma',
  'phone': 'Mae {{name}} ar y ffôn amdanynt nawr ({{site}})',
  'counter': 'Mae {{name}} gyda nhw nawr ({{site}})',
  'other': 'Mae {{name}} yn ysgrifennu cyswllt amdanynt nawr ({{site}})',
  'open': 'Mae’r cofnod hwn ar agor gan {{name}} ({{site}})',
};
