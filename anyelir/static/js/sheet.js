// The meeting sheet on the phone.
import { bringBack, keep, tellState, wireDraft } from "./sheet_draft.js";
import { drawRows, wireRows } from "./sheet_rows.js";
import { redraw, whenChanged } from "./sheet_state.js";
import { drawTable, wireTable } from "./sheet_table.js";

bringBack();
wireRows();
wireTable();
wireDraft();
whenChanged(drawRows);
whenChanged(drawTable);
whenChanged(keep);
whenChanged(tellState);
redraw();
