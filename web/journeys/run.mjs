// Runs one journey. Usage: node journeys/run.mjs NAME URL [FOLDER]; FOLDER is for pictures. CHROMIUM names the browser.
import { mkdirSync } from "node:fs";
import { Person } from "./person.mjs";
import { endOrders } from "./server.mjs";

const [name, url, folder = "target/journeys"] = process.argv.slice(2);
if (!/^[a-z-]+$/.test(name ?? "") || url === undefined) {
  console.error("usage: node journeys/run.mjs NAME URL [FOLDER]");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const { journey } = await import(`./journeys/${name}.mjs`);
const people = [];
let code = 0;
try {
  await journey({
    url,
    folder,
    async person(options) {
      const person = await Person.at(url, options);
      people.push(person);
      return person;
    },
  });
} catch (failure) {
  code = 1;
  console.log(failure.stack);
  for (const [i, person] of people.entries()) {
    await person.shoot(folder, `${name}-failed-${i}`).catch(() => {});
    for (const complaint of person.complaints) console.log(`page ${i}: ${complaint}`);
  }
} finally {
  for (const person of people) await person.close().catch(() => {});
  endOrders();
}
process.exitCode = code;
