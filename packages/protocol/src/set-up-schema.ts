import { z } from "zod";
import { SET_UP_FILE, SetUpFile } from "./set-up.ts";

/** The JSON Schema of the set-up file, for editors. */
export const setUpFileSchema = (): Record<string, unknown> => ({
  title: SET_UP_FILE,
  ...z.toJSONSchema(SetUpFile, { io: "input" }),
});
