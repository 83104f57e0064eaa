/** Contact history brought in from another system's export is found and read like any other. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../../scripts/centre-process.ts';
import { expect, test } from './harness/council.ts';

const csv = path.join(process.env['CASEFRONT_DATA'] ?? path.join(projectFolder, '../shared/data'), 'myla311-2017-subset.csv');

test('real service requests are found by address and by their own number, and read in the single view', async ({ council }) => {
  test.skip(!existsSync(csv), `The real service requests are not here (${path.basename(csv)}); set CASEFRONT_DATA to their folder.`);
  await council.stop();
  await council.start({ importCsv: csv });
  const desk = await council.desk('customer-service-operative');
  await desk.signIn();

  await desk.find('2111 W Bellevue', /2111 W Bellevue/i);
  await expect(desk.timeline.getByRole('article').first()).toContainText(/homeless encampment/i);
  await expect(desk.timeline.getByRole('article').first()).toContainText(/phone call in/i);
  // One second to midnight in Los Angeles is the next morning in London and at Greenwich.
  await expect(desk.timeline.getByText(/1 Jan(uary)? 2018/).first()).toBeVisible();
  await desk.isAccessible('an address with imported history');

  await desk.find('1-870694601', /6122 E Mesa/i);
  await expect(desk.page.getByText('1-870694601').first()).toBeVisible();
  await expect(desk.page.getByText(/bulky items/i).first()).toBeVisible();
});
