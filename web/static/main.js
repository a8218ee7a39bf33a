// Starts what each page has. Every page works without any of this.
import { startAsking } from "./ask.js";
import { startBeside } from "./beside.js";
import { startCopying } from "./copy.js";
import { startHistory } from "./history.js";
import { startMore } from "./more.js";
import { startPrinting } from "./print.js";
import { openTargetRow } from "./rows.js";
import { startStages } from "./stages.js";
import { startSuggesting } from "./suggest.js";
import { makeSortable } from "./tables.js";
import { startThemeSwitch } from "./switch.js";

startThemeSwitch(document.getElementById("theme"));
startCopying(document);
makeSortable(document);
openTargetRow();
startStages(document);
startPrinting(document);
startHistory();
startBeside(document.getElementById("beside"));
const form = document.querySelector("form#ask");
if (form) {
  startSuggesting(form);
  startAsking(form);
  startMore(form);
}
