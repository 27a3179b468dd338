import { anthropicClient } from "./anthropic-client.ts";
import { chatClient } from "./chat-client.ts";
import { geminiClient } from "./gemini-client.ts";
import { responsesClient } from "./responses-client.ts";

/** Each format as a program that reads it would. */
export const wireClients = [anthropicClient, chatClient, responsesClient, geminiClient];
