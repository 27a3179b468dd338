// Generated from the server's schemas by scripts/generate.mjs; never edited by hand.
export interface paths {
    "/api/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My keys */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                createdAt: string;
                                /**
                                 * Format: date-time
                                 * @description Since then it opens nothing, until it is enabled again.
                                 */
                                disabledAt?: string;
                                /** Format: date-time */
                                expiresAt?: string;
                                id: string;
                                /** Format: date-time */
                                lastUsedAt?: string;
                                name: string;
                                scopes: ("read" | "run" | "admin")[];
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Make a key; its secret is in this answer only */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        expiresAt?: string;
                        name: string;
                        scopes?: ("read" | "run" | "admin")[];
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description Since then it opens nothing, until it is enabled again.
                             */
                            disabledAt?: string;
                            /** Format: date-time */
                            expiresAt?: string;
                            id: string;
                            /** Format: date-time */
                            lastUsedAt?: string;
                            name: string;
                            scopes: ("read" | "run" | "admin")[];
                            secret: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a key; what is open under it closes */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename a key, or disable it for a while: what is open under it closes */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        isDisabled?: boolean;
                        name?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description Since then it opens nothing, until it is enabled again.
                             */
                            disabledAt?: string;
                            /** Format: date-time */
                            expiresAt?: string;
                            id: string;
                            /** Format: date-time */
                            lastUsedAt?: string;
                            name: string;
                            scopes: ("read" | "run" | "admin")[];
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/approval-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The server's rules and my own, the oldest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                createdAt: string;
                                createdBy?: string;
                                /** @enum {string} */
                                effect: "allow" | "ask" | "deny";
                                id: string;
                                /** @enum {string} */
                                level: "server" | "user" | "workspace" | "session";
                                /** @description Why it is there. */
                                note?: string;
                                /** @description What the call has to be about; all calls if it is left out. */
                                pattern?: string;
                                sessionId?: string;
                                /** @description A tool's name, with `*` for any text, or `kind:` and what it does. */
                                tool: string;
                                workspaceId?: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Make a rule. What is open and answered by it now waits no longer */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        effect: "allow" | "ask" | "deny";
                        /** @enum {string} */
                        level: "server" | "user" | "workspace" | "session";
                        /** @description Why it is there. */
                        note?: string;
                        /** @description What the call has to be about; all calls if it is left out. */
                        pattern?: string;
                        sessionId?: string;
                        /** @description A tool's name, with `*` for any text, or `kind:` and what it does. */
                        tool: string;
                        workspaceId?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            createdBy?: string;
                            /** @enum {string} */
                            effect: "allow" | "ask" | "deny";
                            id: string;
                            /** @enum {string} */
                            level: "server" | "user" | "workspace" | "session";
                            /** @description Why it is there. */
                            note?: string;
                            /** @description What the call has to be about; all calls if it is left out. */
                            pattern?: string;
                            sessionId?: string;
                            /** @description A tool's name, with `*` for any text, or `kind:` and what it does. */
                            tool: string;
                            workspaceId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/approval-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a rule */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Change what a rule says */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        effect?: "allow" | "ask" | "deny";
                        note?: string | null;
                        /** @description `null`: all calls of the tool. */
                        pattern?: string | null;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            createdBy?: string;
                            /** @enum {string} */
                            effect: "allow" | "ask" | "deny";
                            id: string;
                            /** @enum {string} */
                            level: "server" | "user" | "workspace" | "session";
                            /** @description Why it is there. */
                            note?: string;
                            /** @description What the call has to be about; all calls if it is left out. */
                            pattern?: string;
                            sessionId?: string;
                            /** @description A tool's name, with `*` for any text, or `kind:` and what it does. */
                            tool: string;
                            workspaceId?: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/approval-rules/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the rules would say of a use of a tool, and why; nothing happens */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        input: {
                            [key: string]: unknown;
                        };
                        /** @enum {string} */
                        kind?: "read" | "edit" | "delete" | "move" | "search" | "execute" | "think" | "fetch" | "switch_mode" | "agent" | "other";
                        /** @description As in this session: with its rules, its workspace's and its folder. */
                        sessionId?: string;
                        tool: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            considered: {
                                matches: boolean;
                                rule: {
                                    /** Format: date-time */
                                    createdAt: string;
                                    createdBy?: string;
                                    /** @enum {string} */
                                    effect: "allow" | "ask" | "deny";
                                    id: string;
                                    /** @enum {string} */
                                    level: "server" | "user" | "workspace" | "session";
                                    /** @description Why it is there. */
                                    note?: string;
                                    /** @description What the call has to be about; all calls if it is left out. */
                                    pattern?: string;
                                    sessionId?: string;
                                    /** @description A tool's name, with `*` for any text, or `kind:` and what it does. */
                                    tool: string;
                                    workspaceId?: string;
                                };
                                why: string;
                            }[];
                            /**
                             * @description `none`: no rule has a say in it.
                             * @enum {string}
                             */
                            effect: "allow" | "ask" | "deny" | "none";
                            parts: {
                                /**
                                 * @description What the rules say of this part alone.
                                 * @enum {string}
                                 */
                                effect: "allow" | "ask" | "deny" | "none";
                                ruleId?: string;
                                text: string;
                                /** @description Why no rule can allow it. */
                                why?: string;
                            }[];
                            /** @description The rule that decided; of several that allow, the first. */
                            rule?: {
                                /** Format: date-time */
                                createdAt: string;
                                createdBy?: string;
                                /** @enum {string} */
                                effect: "allow" | "ask" | "deny";
                                id: string;
                                /** @enum {string} */
                                level: "server" | "user" | "workspace" | "session";
                                /** @description Why it is there. */
                                note?: string;
                                /** @description What the call has to be about; all calls if it is left out. */
                                pattern?: string;
                                sessionId?: string;
                                /** @description A tool's name, with `*` for any text, or `kind:` and what it does. */
                                tool: string;
                                workspaceId?: string;
                            };
                            /** @description The verdict and its reason, for people. */
                            sentence: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for me: what holds up work first, then the oldest. Nothing else is waiting */
        get: {
            parameters: {
                query?: {
                    cursor?: number;
                    limit?: number;
                    sessionId?: string;
                    /** @description `gone`: what asked has ended or no longer wants to know. */
                    state?: "open" | "answered" | "expired" | "gone";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                answeredAt?: string;
                                /** @description What the answer may carry. */
                                answers: {
                                    /** @description It may be allowed with other input. */
                                    input: boolean;
                                    /** @description A denial may say why. */
                                    message: boolean;
                                };
                                budget?: {
                                    /** @enum {string} */
                                    level: "server" | "user" | "session";
                                    limit: number;
                                    /**
                                     * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                     * @enum {string}
                                     */
                                    measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                    /** @description What `allow` makes of the limit, unless the answer names another. */
                                    raiseTo: number;
                                    used: number;
                                    /** @enum {string} */
                                    window: "session" | "day" | "month";
                                };
                                by?: ("rule" | "expiry" | "ended") | {
                                    device?: string;
                                    name: string;
                                    userId?: string;
                                };
                                call?: {
                                    /** @description What it would change in files. */
                                    diff?: {
                                        newText: string;
                                        oldText?: string;
                                        path: string;
                                    }[];
                                    input: {
                                        [key: string]: unknown;
                                    };
                                    /** @enum {string} */
                                    kind?: "read" | "edit" | "delete" | "move" | "search" | "execute" | "think" | "fetch" | "switch_mode" | "agent" | "other";
                                    locations?: {
                                        line?: number;
                                        path: string;
                                    }[];
                                    /** @description The tool whose sub-agent uses it. */
                                    parentToolUseId?: string;
                                    /** @description What it does, in words. */
                                    title?: string;
                                    /** @description As its agent calls it. */
                                    tool: string;
                                    toolUseId: string;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                /** @enum {string} */
                                decision?: "allow" | "deny";
                                /** Format: date-time */
                                expiresAt?: string;
                                id: string;
                                message?: string;
                                ownerId: string;
                                plan?: string;
                                /** @description What is asked, in a sentence. */
                                prompt: string;
                                questions?: {
                                    header?: string;
                                    /** @default false */
                                    multiSelect: boolean;
                                    options: {
                                        description?: string;
                                        label: string;
                                    }[];
                                    /** @description Also its name among the answers. */
                                    question: string;
                                }[];
                                /** @description Smaller comes first: what holds up work before what has ended. */
                                rank: number;
                                /** @description The rule that answered it, or that left it to a person. */
                                rule?: {
                                    id: string;
                                    note?: string;
                                };
                                sessionId: string;
                                sessionTitle: string;
                                /**
                                 * @description `gone`: what asked has ended or no longer wants to know.
                                 * @enum {string}
                                 */
                                state: "open" | "answered" | "expired" | "gone";
                                /** @description The rule that the answer `always` makes. */
                                suggestion?: {
                                    pattern?: string;
                                    tool: string;
                                };
                                /** @enum {string} */
                                type: "permission" | "question" | "plan" | "sign-in" | "budget" | "failure";
                                workspaceId: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One thing that waits or waited */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            answeredAt?: string;
                            /** @description What the answer may carry. */
                            answers: {
                                /** @description It may be allowed with other input. */
                                input: boolean;
                                /** @description A denial may say why. */
                                message: boolean;
                            };
                            budget?: {
                                /** @enum {string} */
                                level: "server" | "user" | "session";
                                limit: number;
                                /**
                                 * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                 * @enum {string}
                                 */
                                measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                /** @description What `allow` makes of the limit, unless the answer names another. */
                                raiseTo: number;
                                used: number;
                                /** @enum {string} */
                                window: "session" | "day" | "month";
                            };
                            by?: ("rule" | "expiry" | "ended") | {
                                device?: string;
                                name: string;
                                userId?: string;
                            };
                            call?: {
                                /** @description What it would change in files. */
                                diff?: {
                                    newText: string;
                                    oldText?: string;
                                    path: string;
                                }[];
                                input: {
                                    [key: string]: unknown;
                                };
                                /** @enum {string} */
                                kind?: "read" | "edit" | "delete" | "move" | "search" | "execute" | "think" | "fetch" | "switch_mode" | "agent" | "other";
                                locations?: {
                                    line?: number;
                                    path: string;
                                }[];
                                /** @description The tool whose sub-agent uses it. */
                                parentToolUseId?: string;
                                /** @description What it does, in words. */
                                title?: string;
                                /** @description As its agent calls it. */
                                tool: string;
                                toolUseId: string;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** @enum {string} */
                            decision?: "allow" | "deny";
                            /** Format: date-time */
                            expiresAt?: string;
                            id: string;
                            message?: string;
                            ownerId: string;
                            plan?: string;
                            /** @description What is asked, in a sentence. */
                            prompt: string;
                            questions?: {
                                header?: string;
                                /** @default false */
                                multiSelect: boolean;
                                options: {
                                    description?: string;
                                    label: string;
                                }[];
                                /** @description Also its name among the answers. */
                                question: string;
                            }[];
                            /** @description Smaller comes first: what holds up work before what has ended. */
                            rank: number;
                            /** @description The rule that answered it, or that left it to a person. */
                            rule?: {
                                id: string;
                                note?: string;
                            };
                            sessionId: string;
                            sessionTitle: string;
                            /**
                             * @description `gone`: what asked has ended or no longer wants to know.
                             * @enum {string}
                             */
                            state: "open" | "answered" | "expired" | "gone";
                            /** @description The rule that the answer `always` makes. */
                            suggestion?: {
                                pattern?: string;
                                tool: string;
                            };
                            /** @enum {string} */
                            type: "permission" | "question" | "plan" | "sign-in" | "budget" | "failure";
                            workspaceId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Answer it: the first answer counts, a later one is told so with 409 */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description By question: the label of an option, several of them, or words of your own. */
                        answers?: {
                            [key: string]: string | string[];
                        };
                        /** @enum {string} */
                        decision: "allow" | "deny";
                        /** @description Allowed, but with this input. */
                        input?: {
                            [key: string]: unknown;
                        };
                        /** @description Told to the agent. */
                        message?: string;
                        /**
                         * @description `session` and `always` make a rule, of this session or of yours.
                         * @enum {string}
                         */
                        scope?: "once" | "session" | "always";
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            answeredAt?: string;
                            /** @description What the answer may carry. */
                            answers: {
                                /** @description It may be allowed with other input. */
                                input: boolean;
                                /** @description A denial may say why. */
                                message: boolean;
                            };
                            budget?: {
                                /** @enum {string} */
                                level: "server" | "user" | "session";
                                limit: number;
                                /**
                                 * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                 * @enum {string}
                                 */
                                measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                /** @description What `allow` makes of the limit, unless the answer names another. */
                                raiseTo: number;
                                used: number;
                                /** @enum {string} */
                                window: "session" | "day" | "month";
                            };
                            by?: ("rule" | "expiry" | "ended") | {
                                device?: string;
                                name: string;
                                userId?: string;
                            };
                            call?: {
                                /** @description What it would change in files. */
                                diff?: {
                                    newText: string;
                                    oldText?: string;
                                    path: string;
                                }[];
                                input: {
                                    [key: string]: unknown;
                                };
                                /** @enum {string} */
                                kind?: "read" | "edit" | "delete" | "move" | "search" | "execute" | "think" | "fetch" | "switch_mode" | "agent" | "other";
                                locations?: {
                                    line?: number;
                                    path: string;
                                }[];
                                /** @description The tool whose sub-agent uses it. */
                                parentToolUseId?: string;
                                /** @description What it does, in words. */
                                title?: string;
                                /** @description As its agent calls it. */
                                tool: string;
                                toolUseId: string;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** @enum {string} */
                            decision?: "allow" | "deny";
                            /** Format: date-time */
                            expiresAt?: string;
                            id: string;
                            message?: string;
                            ownerId: string;
                            plan?: string;
                            /** @description What is asked, in a sentence. */
                            prompt: string;
                            questions?: {
                                header?: string;
                                /** @default false */
                                multiSelect: boolean;
                                options: {
                                    description?: string;
                                    label: string;
                                }[];
                                /** @description Also its name among the answers. */
                                question: string;
                            }[];
                            /** @description Smaller comes first: what holds up work before what has ended. */
                            rank: number;
                            /** @description The rule that answered it, or that left it to a person. */
                            rule?: {
                                id: string;
                                note?: string;
                            };
                            /** @description The rule that the answer made, or one that said the same already. */
                            ruleMade?: {
                                /** Format: date-time */
                                createdAt: string;
                                createdBy?: string;
                                /** @enum {string} */
                                effect: "allow" | "ask" | "deny";
                                id: string;
                                /** @enum {string} */
                                level: "server" | "user" | "workspace" | "session";
                                /** @description Why it is there. */
                                note?: string;
                                /** @description What the call has to be about; all calls if it is left out. */
                                pattern?: string;
                                sessionId?: string;
                                /** @description A tool's name, with `*` for any text, or `kind:` and what it does. */
                                tool: string;
                                workspaceId?: string;
                            };
                            sessionId: string;
                            sessionTitle: string;
                            /**
                             * @description `gone`: what asked has ended or no longer wants to know.
                             * @enum {string}
                             */
                            state: "open" | "answered" | "expired" | "gone";
                            /** @description The rule that the answer `always` makes. */
                            suggestion?: {
                                pattern?: string;
                                tool: string;
                            };
                            /** @enum {string} */
                            type: "permission" | "question" | "plan" | "sign-in" | "budget" | "failure";
                            workspaceId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first */
        get: {
            parameters: {
                query?: {
                    act?: string;
                    actor?: string;
                    cursor?: number;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description The action as the policy names it, such as session.create. */
                                act: string;
                                actor: {
                                    /** @description The login, key or link that was shown. */
                                    credential?: string;
                                    /** @description The person's or share's id. */
                                    id?: string;
                                    /** @enum {string} */
                                    kind: "person" | "key" | "guest" | "machine" | "nobody";
                                    name?: string;
                                };
                                address: string;
                                /** Format: date-time */
                                at: string;
                                details?: {
                                    [key: string]: string | number | boolean | string[];
                                };
                                device: string;
                                number: number;
                                /** @description The id of what it was done to. */
                                object?: string;
                                /** @description `done`, or the code of the problem it was refused with. */
                                outcome: string;
                                /** @description The hash of the entry before: this is what makes the log a chain. */
                                previous: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole audit log, one entry in each line, with its hash */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description The file. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-ndjson": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether every entry is as it was written */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            detail: string;
                            entries: number;
                            /** @description The number of the first entry that is not as it was written. */
                            firstBroken?: number;
                            intact: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/device": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A device asks to be signed in */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What the list of logins shows; else what the program calls itself. */
                        device?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Kept by the device: it fetches the tokens with it. */
                            deviceCode: string;
                            expiresIn: number;
                            /** @description Seconds to leave between two questions. */
                            interval: number;
                            /** @description Shown to the person, who enters it where they are signed in. */
                            userCode: string;
                            verificationUrl: string;
                            /** @description The same with the code in it, for a QR code. */
                            verificationUrlComplete: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/device/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign the device in as me, or deny it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        decision: "allow" | "deny";
                        userCode: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/device/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which device asks under this code? */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        userCode: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            address: string;
                            /** Format: date-time */
                            createdAt: string;
                            device: string;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/device/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a code that signs one more device in as me, once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            /** Format: date-time */
                            expiresAt: string;
                            url: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/device/offer/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign this device in with the code */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        device?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accessToken: string;
                            /** @description Seconds until the access token ends. */
                            expiresIn: number;
                            refreshToken: string;
                            user: {
                                /** Format: date-time */
                                createdAt: string;
                                email: string;
                                id: string;
                                name: string;
                                /** @enum {string} */
                                role: "owner" | "admin" | "member";
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/device/offer/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whom does this code sign in? */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            email: string;
                            /** Format: date-time */
                            expiresAt: string;
                            name: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/device/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A device fetches its login, once, after somebody has allowed it; waits for that if wished */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        deviceCode: string;
                        /** @default 0 */
                        waitSeconds?: number;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accessToken: string;
                            /** @description Seconds until the access token ends. */
                            expiresIn: number;
                            refreshToken: string;
                            user: {
                                /** Format: date-time */
                                createdAt: string;
                                email: string;
                                id: string;
                                name: string;
                                /** @enum {string} */
                                role: "owner" | "admin" | "member";
                            };
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "pending";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/external-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My accounts elsewhere that sign me in here */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            hasPassword: boolean;
                            items: {
                                /** Format: date-time */
                                createdAt: string;
                                id: string;
                                /** @enum {string} */
                                kind: "oidc" | "github";
                                /** @description What the person is called there. */
                                label: string;
                                /** Format: date-time */
                                lastUsedAt: string;
                                /** @description The provider's name. */
                                provider: string;
                                /** @description Whether the provider is switched on. */
                                usable: boolean;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/external-accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Disconnect an account elsewhere, unless it is my only way in */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with e-mail and password */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: email */
                        email: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accessToken: string;
                            /** @description Seconds until the access token ends. */
                            expiresIn: number;
                            refreshToken: string;
                            user: {
                                /** Format: date-time */
                                createdAt: string;
                                email: string;
                                id: string;
                                name: string;
                                /** @enum {string} */
                                role: "owner" | "admin" | "member";
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where I am signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description Where it signed in from. */
                                address: string;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description Whether this request came under it. */
                                current: boolean;
                                /** @description What the browser or program called itself. */
                                device: string;
                                id: string;
                                /** Format: date-time */
                                lastUsedAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logins/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of my logins at once, with all that is open under it */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this login at once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/machine-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a reset link for any account, by who can read the installation's key */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: email */
                        email: string;
                        proof: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            expiresAt: string;
                            token: string;
                            url: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I? */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            email: string;
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "member";
                            user: {
                                /** Format: date-time */
                                createdAt: string;
                                email: string;
                                id: string;
                                name: string;
                                /** @enum {string} */
                                role: "owner" | "admin" | "member";
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change my name */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            email: string;
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "member";
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/auth/oauth/{provider}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a provider sends the browser back to */
        get: {
            parameters: {
                query?: {
                    state?: string;
                };
                header?: never;
                path: {
                    provider: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                302: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/oauth/{provider}/connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to connect an account at a provider with mine */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    provider: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uri */
                            url: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/oauth/{provider}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Go to a provider to sign in */
        get: {
            parameters: {
                query?: {
                    /** @description The page to go to afterwards: a path of this server. */
                    next?: string;
                };
                header?: never;
                path: {
                    provider: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                302: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        /** Begin to sign in or to join with a provider; the answer says where to send the browser */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    provider: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        invite?: string;
                        /** @description The page to go to afterwards: a path of this server. */
                        next?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uri */
                            url: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a passkey */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        credential: {
                            /** @default {} */
                            clientExtensionResults?: Record<string, never>;
                            id: string;
                            rawId: string;
                            response: {
                                authenticatorData: string;
                                clientDataJSON: string;
                                signature: string;
                                userHandle?: string;
                            };
                            /** @enum {string} */
                            type: "public-key";
                        };
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accessToken: string;
                            /** @description Seconds until the access token ends. */
                            expiresIn: number;
                            refreshToken: string;
                            user: {
                                /** Format: date-time */
                                createdAt: string;
                                email: string;
                                id: string;
                                name: string;
                                /** @enum {string} */
                                role: "owner" | "admin" | "member";
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to sign in with a passkey: what the browser is to ask for */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            challenge: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My passkeys */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                createdAt: string;
                                id: string;
                                /** Format: date-time */
                                lastUsedAt?: string;
                                name: string;
                            }[];
                            nextCursor: string | null;
                            /** @description Why passkeys do not work at this address, when they do not. */
                            unavailable?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Add the passkey that the browser made */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        credential: {
                            /** @default {} */
                            clientExtensionResults?: Record<string, never>;
                            id: string;
                            rawId: string;
                            response: {
                                attestationObject: string;
                                clientDataJSON: string;
                                transports?: string[];
                            };
                            /** @enum {string} */
                            type: "public-key";
                        };
                        name: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            id: string;
                            /** Format: date-time */
                            lastUsedAt?: string;
                            name: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a passkey, unless it is my only way in */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename a passkey */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            id: string;
                            /** Format: date-time */
                            lastUsedAt?: string;
                            name: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/auth/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to add a passkey: what the browser is to make */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        password?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            challenge: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change my password; my other logins end */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Left out by who has none yet and has signed in a moment ago. */
                        currentPassword?: string;
                        newPassword: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ways in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                /** @enum {string} */
                                kind: "password" | "passkey" | "oidc" | "github";
                                name: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange a refresh token for a new pair; a used one ends the login */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        refreshToken: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accessToken: string;
                            /** @description Seconds until the access token ends. */
                            expiresIn: number;
                            refreshToken: string;
                            user: {
                                /** Format: date-time */
                                createdAt: string;
                                email: string;
                                id: string;
                                name: string;
                                /** @enum {string} */
                                role: "owner" | "admin" | "member";
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an account; the first one owns the installation */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: email */
                        email: string;
                        invite?: string;
                        name?: string;
                        password: string;
                        setupKey?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accessToken: string;
                            /** @description Seconds until the access token ends. */
                            expiresIn: number;
                            refreshToken: string;
                            user: {
                                /** Format: date-time */
                                createdAt: string;
                                email: string;
                                id: string;
                                name: string;
                                /** @enum {string} */
                                role: "owner" | "admin" | "member";
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a new password with a link that an administrator made */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        password: string;
                        token: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A ticket that opens one stream, socket or file in my name, once and soon */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Seconds until it has to be used. */
                            expiresIn: number;
                            ticket: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The server's budgets and mine, and what is left of them */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            own: {
                                limit: number;
                                /**
                                 * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                 * @enum {string}
                                 */
                                measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                                stopsWithinTurn?: boolean;
                                /** @enum {string} */
                                window: "session" | "day" | "month";
                            }[];
                            /** @description For everybody. Those of a session are for each session. */
                            server: {
                                limit: number;
                                /**
                                 * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                 * @enum {string}
                                 */
                                measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                                stopsWithinTurn?: boolean;
                                /** @enum {string} */
                                window: "session" | "day" | "month";
                            }[];
                            /** @description Yours of the day and the month, as they are now. */
                            states: {
                                /**
                                 * @description Who set it: the server for everybody, the person, or for one session.
                                 * @enum {string}
                                 */
                                level: "server" | "user" | "session";
                                limit: number;
                                /**
                                 * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                 * @enum {string}
                                 */
                                measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                /** @description The limit for now, where an answer raised it. */
                                raisedTo?: number;
                                /** Format: date-time */
                                resetsAt?: string;
                                /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                                stopsWithinTurn?: boolean;
                                /** @description Missing where nothing is known of it, such as of costs that no agent tells. */
                                used?: number;
                                /** @enum {string} */
                                window: "session" | "day" | "month";
                            }[];
                        };
                    };
                };
            };
        };
        /** Set my budgets, or as an administrator the server's for everybody. What they held and hold no more goes on */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        budgets: {
                            limit: number;
                            /**
                             * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                             * @enum {string}
                             */
                            measure: "cost" | "tokens" | "minutes" | "toolCalls";
                            /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                            stopsWithinTurn?: boolean;
                            /** @enum {string} */
                            window: "session" | "day" | "month";
                        }[];
                        /**
                         * @default user
                         * @enum {string}
                         */
                        level?: "server" | "user";
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            own: {
                                limit: number;
                                /**
                                 * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                 * @enum {string}
                                 */
                                measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                                stopsWithinTurn?: boolean;
                                /** @enum {string} */
                                window: "session" | "day" | "month";
                            }[];
                            /** @description For everybody. Those of a session are for each session. */
                            server: {
                                limit: number;
                                /**
                                 * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                 * @enum {string}
                                 */
                                measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                                stopsWithinTurn?: boolean;
                                /** @enum {string} */
                                window: "session" | "day" | "month";
                            }[];
                            /** @description Yours of the day and the month, as they are now. */
                            states: {
                                /**
                                 * @description Who set it: the server for everybody, the person, or for one session.
                                 * @enum {string}
                                 */
                                level: "server" | "user" | "session";
                                limit: number;
                                /**
                                 * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                 * @enum {string}
                                 */
                                measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                /** @description The limit for now, where an answer raised it. */
                                raisedTo?: number;
                                /** Format: date-time */
                                resetsAt?: string;
                                /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                                stopsWithinTurn?: boolean;
                                /** @description Missing where nothing is known of it, such as of costs that no agent tells. */
                                used?: number;
                                /** @enum {string} */
                                window: "session" | "day" | "month";
                            }[];
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many sessions there are and what they hold */
        get: {
            parameters: {
                query?: {
                    /** @description For administrators: the sessions of everybody. */
                    everyone?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Of each age there is, the youngest first. */
                            ages: {
                                /**
                                 * @description How long ago sessions ended: not yet, within 7, 30 or 365 days, or longer ago.
                                 * @enum {string}
                                 */
                                age: "live" | "week" | "month" | "year" | "older";
                                /** @description What the events of these sessions hold. */
                                bytes: number;
                                endedSessions: number;
                                events: number;
                                sessions: number;
                            }[];
                            /** @description What the events of these sessions hold. */
                            bytes: number;
                            database?: {
                                fileBytes: number;
                                /** @description Of the file, what nothing lies in: it is used again. */
                                freeBytes: number;
                                /** @description What becomes free is given back; the file of an older version keeps its size. */
                                isShrinking: boolean;
                            };
                            endedSessions: number;
                            events: number;
                            /** @description Of each kind there is, the largest first. */
                            kinds: {
                                /** @description What the events of these sessions hold. */
                                bytes: number;
                                endedSessions: number;
                                events: number;
                                /** @enum {string} */
                                kind: "terminal" | "agent" | "editor";
                                sessions: number;
                            }[];
                            /** @description Whoever has sessions; of everybody for administrators who ask for it. */
                            people?: {
                                /** @description What the events of these sessions hold. */
                                bytes: number;
                                endedSessions: number;
                                events: number;
                                name: string;
                                sessions: number;
                                userId: string;
                            }[];
                            /** @description Days after which ended sessions are removed, with all they hold. */
                            retentionDays: "none" | number;
                            sessions: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/data/cleanup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a clean-up would remove: ended sessions that nobody has pinned */
        get: {
            parameters: {
                query: {
                    /** @description For administrators: the sessions of everybody. */
                    everyone?: "true" | "false";
                    olderThanDays: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bytes: number;
                            /** Format: date-time */
                            endedBefore: string;
                            events: number;
                            /** @description There are more than these 1000; clean up and look again. */
                            isMore: boolean;
                            items: {
                                bytes: number;
                                /** Format: date-time */
                                endedAt: string;
                                events: number;
                                id: string;
                                /** @enum {string} */
                                kind: "terminal" | "agent" | "editor";
                                owner: {
                                    name: string;
                                    userId: string;
                                };
                                /** @description Of your own sessions alone. */
                                title?: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Remove what a preview showed, for good */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        endedBefore: string;
                        /** @description For administrators: the sessions of everybody. */
                        everyone?: boolean;
                        sessionIds: string[];
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bytes: number;
                            events: number;
                            kept: {
                                id: string;
                                /**
                                 * @description It runs again; its owner has pinned it; it ended later; it is not there.
                                 * @enum {string}
                                 */
                                reason: "live" | "pinned" | "later" | "gone";
                            }[];
                            removed: string[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/encryption-key/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new encryption key and seal every secret under it; access tokens are renewed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description How many are sealed under the new key. */
                            secrets: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes of my sessions, workspaces and of what waits for me as server-sent events */
        get: {
            parameters: {
                query?: {
                    ticket?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the process alive? */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            build: string;
                            /** @enum {string} */
                            status: "ok";
                            version: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/host-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your access tokens of git hosts, without the tokens themselves */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description Where pull requests are opened; none at hosts of another kind. */
                                apiUrl?: string;
                                /** Format: date-time */
                                createdAt: string;
                                /**
                                 * Format: date-time
                                 * @description When the host says that the token ends.
                                 */
                                expiresAt?: string;
                                host: string;
                                id: string;
                                /** @enum {string} */
                                kind: "github" | "gitlab" | "other";
                                /** Format: date-time */
                                lastUsedAt?: string;
                                user: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Add an access token that you made at a git host */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description Where its API is, when that is not where the kind has it: https, or http on this machine.
                         */
                        apiUrl?: string;
                        /** @description Name and port as in the https:// address of a repository there: gitlab.example.com:8443 */
                        host: string;
                        /** @enum {string} */
                        kind: "github" | "gitlab" | "other";
                        token: string;
                        /** @description The name that goes with the token in git over HTTPS. GitHub and GitLab need none. */
                        user?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Where pull requests are opened; none at hosts of another kind. */
                            apiUrl?: string;
                            /** Format: date-time */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description When the host says that the token ends.
                             */
                            expiresAt?: string;
                            host: string;
                            id: string;
                            /** @enum {string} */
                            kind: "github" | "gitlab" | "other";
                            /** Format: date-time */
                            lastUsedAt?: string;
                            user: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/host-tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace a token, or change what is known of its host */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description Where its API is, when that is not where the kind has it: https, or http on this machine.
                         */
                        apiUrl?: string;
                        /** @description Name and port as in the https:// address of a repository there: gitlab.example.com:8443 */
                        host: string;
                        /** @enum {string} */
                        kind: "github" | "gitlab" | "other";
                        /** @description Replaces the token. It is needed where host, kind or API address change. */
                        token?: string;
                        /** @description The name that goes with the token in git over HTTPS. GitHub and GitLab need none. */
                        user?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Where pull requests are opened; none at hosts of another kind. */
                            apiUrl?: string;
                            /** Format: date-time */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description When the host says that the token ends.
                             */
                            expiresAt?: string;
                            host: string;
                            id: string;
                            /** @enum {string} */
                            kind: "github" | "gitlab" | "other";
                            /** Format: date-time */
                            lastUsedAt?: string;
                            user: string;
                        };
                    };
                };
            };
        };
        post?: never;
        /** Delete an access token here; at its host it stays valid */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/host-tokens/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the host whose token it is and what it may do */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            detail: string;
                            /** Format: date-time */
                            expiresAt?: string;
                            ok: boolean;
                            /** @enum {string} */
                            outcome: "welcomed" | "token-refused" | "too-narrow" | "busy" | "unavailable" | "cannot-ask";
                            /** @description What the token may do, where the host says. */
                            scopes?: string[];
                            /** @description What the host calls the one whose token it is. */
                            who?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations that are still open */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                expiresAt: string;
                                id: string;
                                /** @enum {string} */
                                role: "admin" | "member";
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Invite someone: a link that opens one account */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default 72 */
                        expiresInHours?: number;
                        /**
                         * @default member
                         * @enum {string}
                         */
                        role?: "admin" | "member";
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            expiresAt: string;
                            id: string;
                            /** @enum {string} */
                            role: "admin" | "member";
                            token: string;
                            url: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invites/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an invitation back */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layouts/{client}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The panes that this client of mine showed last */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Made by the browser or program itself, and kept by it. */
                    client: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            activeGroup?: string;
                            root: components["schemas"]["LayoutNode"] | null;
                            sidebar?: {
                                isOpen: boolean;
                                widthPx?: number;
                            };
                            /**
                             * Format: date-time
                             * @description Missing where nothing was kept yet.
                             */
                            updatedAt?: string;
                            /** @description The group that fills the screen for now. */
                            zoomed?: string;
                        };
                    };
                };
            };
        };
        /** Keep the panes of this client of mine */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Made by the browser or program itself, and kept by it. */
                    client: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        activeGroup?: string;
                        root: components["schemas"]["LayoutNodeInput"] | null;
                        sidebar?: {
                            isOpen: boolean;
                            widthPx?: number;
                        };
                        /** @description The group that fills the screen for now. */
                        zoomed?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            activeGroup?: string;
                            root: components["schemas"]["LayoutNode"] | null;
                            sidebar?: {
                                isOpen: boolean;
                                widthPx?: number;
                            };
                            /**
                             * Format: date-time
                             * @description Missing where nothing was kept yet.
                             */
                            updatedAt?: string;
                            /** @description The group that fills the screen for now. */
                            zoomed?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I want on every device; what is missing is as usual */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            appearance?: "system" | "light" | "dark";
                            defaultProvider?: string;
                            /** @enum {string} */
                            language?: "en" | "de";
                            /** @description In the order they are shown. They are never cleared away. */
                            pinnedSessions?: string[];
                            /** @enum {string} */
                            sendWith?: "enter" | "mod+enter";
                            /** @description Keys of actions that are not the usual ones; null: none. */
                            shortcuts?: {
                                [key: string]: string | null;
                            };
                            terminalTheme?: {
                                dark?: string;
                                light?: string;
                            };
                            /** @description The person's own, beside those that everybody has. */
                            themes?: components["schemas"]["TerminalTheme"][];
                            workspaceThemes?: {
                                [key: string]: string;
                            };
                        };
                    };
                };
            };
        };
        /** Replace all my preferences */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        appearance?: "system" | "light" | "dark";
                        defaultProvider?: string;
                        /** @enum {string} */
                        language?: "en" | "de";
                        /** @description In the order they are shown. They are never cleared away. */
                        pinnedSessions?: string[];
                        /** @enum {string} */
                        sendWith?: "enter" | "mod+enter";
                        /** @description Keys of actions that are not the usual ones; null: none. */
                        shortcuts?: {
                            [key: string]: string | null;
                        };
                        terminalTheme?: {
                            dark?: string;
                            light?: string;
                        };
                        /** @description The person's own, beside those that everybody has. */
                        themes?: components["schemas"]["TerminalThemeInput"][];
                        workspaceThemes?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            appearance?: "system" | "light" | "dark";
                            defaultProvider?: string;
                            /** @enum {string} */
                            language?: "en" | "de";
                            /** @description In the order they are shown. They are never cleared away. */
                            pinnedSessions?: string[];
                            /** @enum {string} */
                            sendWith?: "enter" | "mod+enter";
                            /** @description Keys of actions that are not the usual ones; null: none. */
                            shortcuts?: {
                                [key: string]: string | null;
                            };
                            terminalTheme?: {
                                dark?: string;
                                light?: string;
                            };
                            /** @description The person's own, beside those that everybody has. */
                            themes?: components["schemas"]["TerminalTheme"][];
                            workspaceThemes?: {
                                [key: string]: string;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change some of my preferences: each that is named is replaced whole, null takes it back */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        appearance?: ("system" | "light" | "dark") | null;
                        defaultProvider?: string | null;
                        language?: ("en" | "de") | null;
                        pinnedSessions?: string[] | null;
                        sendWith?: ("enter" | "mod+enter") | null;
                        shortcuts?: {
                            [key: string]: string | null;
                        } | null;
                        terminalTheme?: {
                            dark?: string;
                            light?: string;
                        } | null;
                        themes?: components["schemas"]["TerminalThemeInput"][] | null;
                        workspaceThemes?: {
                            [key: string]: string;
                        } | null;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            appearance?: "system" | "light" | "dark";
                            defaultProvider?: string;
                            /** @enum {string} */
                            language?: "en" | "de";
                            /** @description In the order they are shown. They are never cleared away. */
                            pinnedSessions?: string[];
                            /** @enum {string} */
                            sendWith?: "enter" | "mod+enter";
                            /** @description Keys of actions that are not the usual ones; null: none. */
                            shortcuts?: {
                                [key: string]: string | null;
                            };
                            terminalTheme?: {
                                dark?: string;
                                light?: string;
                            };
                            /** @description The person's own, beside those that everybody has. */
                            themes?: components["schemas"]["TerminalTheme"][];
                            workspaceThemes?: {
                                [key: string]: string;
                            };
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/me/provider-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you have given for agents, without the keys themselves */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                baseUrl?: string;
                                /**
                                 * @description Missing where no key was given.
                                 * @enum {string}
                                 */
                                kind?: "key" | "token";
                                provider: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description The names of further variables that its agents get. */
                                variables: string[];
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/provider-keys/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give your own key for an agent, the address it is for, or variables */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    provider: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Where the provider's API is asked, in place of its own address. */
                        baseUrl?: string;
                        /** @description Left out, the one that is kept stays, unless the address changes. */
                        key?: string;
                        /** @description Further variables for its agents. Left out, those that are kept stay. */
                        variables?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            baseUrl?: string;
                            /**
                             * @description Missing where no key was given.
                             * @enum {string}
                             */
                            kind?: "key" | "token";
                            provider: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description The names of further variables that its agents get. */
                            variables: string[];
                        };
                    };
                };
            };
        };
        post?: never;
        /** Delete what you have given for an agent; at its vendor's a key stays valid */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    provider: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models that your agents said they have, when they last ran */
        get: {
            parameters: {
                query?: {
                    provider?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                description?: string;
                                id: string;
                                name: string;
                                provider: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every agent there could be, and what is missing before it can work for you */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @enum {string} */
                                adapter: "claude" | "opencode" | "acp";
                                capabilities: {
                                    changeInput: boolean;
                                    denyWithReason: boolean;
                                    fork: boolean;
                                    images: boolean;
                                    /** @description An administrator can have it installed here. */
                                    install: boolean;
                                    /** @description It takes a key of one's own. */
                                    ownKey: boolean;
                                    resume: boolean;
                                    /** @description One can sign in to it from here, with the vendor's page in a browser. */
                                    signIn: boolean;
                                    /** @description It hears what is said while it works. */
                                    steer: boolean;
                                    /** @description Rules see every use of a tool, not only what it would ask for. */
                                    watchEveryTool: boolean;
                                };
                                health: {
                                    /** @description Turns that failed one after another. */
                                    failures?: number;
                                    /** Format: date-time */
                                    retryAt?: string;
                                    /** Format: date-time */
                                    since?: string;
                                    /**
                                     * @description `failing`: nothing is begun before `retryAt`. `probing`: one turn decides whether it works again.
                                     * @enum {string}
                                     */
                                    state: "ok" | "failing" | "probing";
                                };
                                id: string;
                                install?: {
                                    /** @description So much has arrived on the disk. */
                                    bytes?: number;
                                    /** @description The last thing npm said. */
                                    line?: string;
                                    /** @description Why it failed, and what to do. */
                                    reason?: string;
                                    /** @enum {string} */
                                    state: "running" | "failed" | "done";
                                    /** @description About so much it will be. */
                                    totalBytes?: number;
                                    version: string;
                                };
                                installed: boolean;
                                isDefault: boolean;
                                /** @description Dispatch installed it, and can take it away again. */
                                isOurs?: boolean;
                                /** @description What is to be done before it can work, in a sentence. */
                                missing?: string;
                                name: string;
                                /** @description Missing where it cannot be told without asking the agent. */
                                signedIn?: boolean;
                                version?: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/providers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One agent; while it is being installed, how far that has come */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            adapter: "claude" | "opencode" | "acp";
                            capabilities: {
                                changeInput: boolean;
                                denyWithReason: boolean;
                                fork: boolean;
                                images: boolean;
                                /** @description An administrator can have it installed here. */
                                install: boolean;
                                /** @description It takes a key of one's own. */
                                ownKey: boolean;
                                resume: boolean;
                                /** @description One can sign in to it from here, with the vendor's page in a browser. */
                                signIn: boolean;
                                /** @description It hears what is said while it works. */
                                steer: boolean;
                                /** @description Rules see every use of a tool, not only what it would ask for. */
                                watchEveryTool: boolean;
                            };
                            health: {
                                /** @description Turns that failed one after another. */
                                failures?: number;
                                /** Format: date-time */
                                retryAt?: string;
                                /** Format: date-time */
                                since?: string;
                                /**
                                 * @description `failing`: nothing is begun before `retryAt`. `probing`: one turn decides whether it works again.
                                 * @enum {string}
                                 */
                                state: "ok" | "failing" | "probing";
                            };
                            id: string;
                            install?: {
                                /** @description So much has arrived on the disk. */
                                bytes?: number;
                                /** @description The last thing npm said. */
                                line?: string;
                                /** @description Why it failed, and what to do. */
                                reason?: string;
                                /** @enum {string} */
                                state: "running" | "failed" | "done";
                                /** @description About so much it will be. */
                                totalBytes?: number;
                                version: string;
                            };
                            installed: boolean;
                            isDefault: boolean;
                            /** @description Dispatch installed it, and can take it away again. */
                            isOurs?: boolean;
                            /** @description What is to be done before it can work, in a sentence. */
                            missing?: string;
                            name: string;
                            /** @description Missing where it cannot be told without asking the agent. */
                            signedIn?: boolean;
                            version?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/providers/{id}/install": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Install an agent with npm, in the version that Dispatch was tried with */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            adapter: "claude" | "opencode" | "acp";
                            capabilities: {
                                changeInput: boolean;
                                denyWithReason: boolean;
                                fork: boolean;
                                images: boolean;
                                /** @description An administrator can have it installed here. */
                                install: boolean;
                                /** @description It takes a key of one's own. */
                                ownKey: boolean;
                                resume: boolean;
                                /** @description One can sign in to it from here, with the vendor's page in a browser. */
                                signIn: boolean;
                                /** @description It hears what is said while it works. */
                                steer: boolean;
                                /** @description Rules see every use of a tool, not only what it would ask for. */
                                watchEveryTool: boolean;
                            };
                            health: {
                                /** @description Turns that failed one after another. */
                                failures?: number;
                                /** Format: date-time */
                                retryAt?: string;
                                /** Format: date-time */
                                since?: string;
                                /**
                                 * @description `failing`: nothing is begun before `retryAt`. `probing`: one turn decides whether it works again.
                                 * @enum {string}
                                 */
                                state: "ok" | "failing" | "probing";
                            };
                            id: string;
                            install?: {
                                /** @description So much has arrived on the disk. */
                                bytes?: number;
                                /** @description The last thing npm said. */
                                line?: string;
                                /** @description Why it failed, and what to do. */
                                reason?: string;
                                /** @enum {string} */
                                state: "running" | "failed" | "done";
                                /** @description About so much it will be. */
                                totalBytes?: number;
                                version: string;
                            };
                            installed: boolean;
                            isDefault: boolean;
                            /** @description Dispatch installed it, and can take it away again. */
                            isOurs?: boolean;
                            /** @description What is to be done before it can work, in a sentence. */
                            missing?: string;
                            name: string;
                            /** @description Missing where it cannot be told without asking the agent. */
                            signedIn?: boolean;
                            version?: string;
                        };
                    };
                };
            };
        };
        /** Take away an agent that was installed here, or take back its installation */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Can it work? Each check by name */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checks: {
                                detail?: string;
                                name: string;
                                ok: boolean;
                            }[];
                            ready: boolean;
                        };
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checks: {
                                detail?: string;
                                name: string;
                                ok: boolean;
                            }[];
                            ready: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/repos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My repositories */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                createdAt: string;
                                /** @description As it was seen last. */
                                defaultBranch?: string;
                                /** Format: date-time */
                                fetchedAt?: string;
                                id: string;
                                /** @description Who its workspaces come as, where they name nobody. */
                                identityId?: string;
                                /** @description Whether the contents of old commits are here too, and not only of those in use. */
                                isComplete: boolean;
                                name: string;
                                url: string;
                                workspaces: number;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Remember a repository; it is cloned with the first workspace. The same address is the same one */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        identityId?: string;
                        name?: string;
                        /** @description `git@host:path`, `ssh://…`, `https://…`; the owner of the installation may give `file:///…` too. */
                        url: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            /** @description As it was seen last. */
                            defaultBranch?: string;
                            /** Format: date-time */
                            fetchedAt?: string;
                            id: string;
                            /** @description Who its workspaces come as, where they name nobody. */
                            identityId?: string;
                            /** @description Whether the contents of old commits are here too, and not only of those in use. */
                            isComplete: boolean;
                            name: string;
                            url: string;
                            workspaces: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/repos/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One repository */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            /** @description As it was seen last. */
                            defaultBranch?: string;
                            /** Format: date-time */
                            fetchedAt?: string;
                            id: string;
                            /** @description Who its workspaces come as, where they name nobody. */
                            identityId?: string;
                            /** @description Whether the contents of old commits are here too, and not only of those in use. */
                            isComplete: boolean;
                            name: string;
                            url: string;
                            workspaces: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Forget a repository and take its clone away; refused while workspaces come from it */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename a repository, or choose the identity that its workspaces come as */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description `null`: the person's default one. */
                        identityId?: string | null;
                        name?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            /** @description As it was seen last. */
                            defaultBranch?: string;
                            /** Format: date-time */
                            fetchedAt?: string;
                            id: string;
                            /** @description Who its workspaces come as, where they name nobody. */
                            identityId?: string;
                            /** @description Whether the contents of old commits are here too, and not only of those in use. */
                            isComplete: boolean;
                            name: string;
                            url: string;
                            workspaces: number;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/repos/{id}/branches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its branches as they were fetched last, those with the newest commits first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            defaultBranch?: string;
                            items: {
                                commit: string;
                                /** @description When its last commit was made, in milliseconds. */
                                committedAt: number;
                                name: string;
                                subject: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/repos/{id}/fetch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the host what is new */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            /** @description As it was seen last. */
                            defaultBranch?: string;
                            /** Format: date-time */
                            fetchedAt?: string;
                            id: string;
                            /** @description Who its workspaces come as, where they name nobody. */
                            identityId?: string;
                            /** @description Whether the contents of old commits are here too, and not only of those in use. */
                            isComplete: boolean;
                            name: string;
                            url: string;
                            workspaces: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runners that are connected */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                build: string;
                                /** @description It takes no new sessions and leaves when its last one has ended. */
                                draining: boolean;
                                hostname: string;
                                id: string;
                                /** @description What it has proved; missing until its probes are done. */
                                isolation?: {
                                    limits: {
                                        /** @enum {string} */
                                        by: "cgroup-v2" | "systemd" | "cgroup-v1" | "prlimit" | "nothing";
                                        detail: string;
                                        enforces: ("memory" | "processes" | "cpu" | "file-size" | "open-files")[];
                                    };
                                    rungs: {
                                        /** @description What to install or change. */
                                        fix?: string;
                                        /** @description What was run and seen, or what the rung would do. */
                                        how: string;
                                        /** @description The network choices it can give. */
                                        networks: ("host" | "none")[];
                                        proved: boolean;
                                        /** @enum {string} */
                                        rung: "none" | "uid" | "bubblewrap" | "container";
                                        /** @description Why it is not proved: what failed, in its own words. */
                                        why?: string;
                                    }[];
                                };
                                pid: number;
                                sessions: number;
                                startedAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schemas/dispatch.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The JSON Schema of .dispatch.json */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My sessions and those shared with me, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: number;
                    limit?: number;
                    status?: "pending" | "preparing" | "running" | "waiting_for_input" | "idle" | "stopping" | "ended";
                    workspaceId?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * @description What you may do with it: look, type, or all.
                                 * @enum {string}
                                 */
                                access: "view" | "write" | "own";
                                agent?: {
                                    abilities?: {
                                        changeInput: boolean;
                                        denyWithReason: boolean;
                                        fork: boolean;
                                        images: boolean;
                                        resume: boolean;
                                        /** @description It hears what is said while it works. */
                                        steer: boolean;
                                        /** @description Rules see every use of a tool, not only what it would ask for. */
                                        watchEveryTool: boolean;
                                    };
                                    /** @description What was set for this session alone. */
                                    budgets?: {
                                        limit: number;
                                        /**
                                         * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                         * @enum {string}
                                         */
                                        measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                        /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                                        stopsWithinTurn?: boolean;
                                        /** @enum {string} */
                                        window: "session" | "day" | "month";
                                    }[];
                                    /** @description Its process has ended to save memory; the next message brings it back. */
                                    isAsleep: boolean;
                                    /**
                                     * @description A budget is spent: what is said to it waits.
                                     * @enum {boolean}
                                     */
                                    isHeld?: true;
                                    /** @description Messages that wait for the turn to end. */
                                    queued: number;
                                    turns: number;
                                    /** @description Approvals and questions that are open. */
                                    waiting: number;
                                };
                                /** @description Clients that follow the session right now. */
                                attached: number;
                                capabilities: {
                                    documents: boolean;
                                    input: boolean;
                                    interrupt: boolean;
                                    messages: boolean;
                                    resize: boolean;
                                    resume: boolean;
                                    screen: boolean;
                                };
                                cols?: number;
                                /** Format: date-time */
                                createdAt: string;
                                cwd?: string;
                                /** Format: date-time */
                                endedAt?: string;
                                exitCode?: number;
                                held?: {
                                    /** @enum {string} */
                                    code: "storage-full" | "storage-unwritable" | "runner-reconnecting";
                                    detail: string;
                                    /** Format: date-time */
                                    since: string;
                                };
                                id: string;
                                /**
                                 * @description How its latest process is kept apart from the machine.
                                 * @enum {string}
                                 */
                                isolation?: "none" | "uid" | "bubblewrap" | "container";
                                /** @description Others can see it, or have a link to it. */
                                isShared: boolean;
                                /** @enum {string} */
                                kind: "terminal" | "agent" | "editor";
                                lastSeq: number;
                                /** @description 1 for the first process, one more for each resume. */
                                launch: number;
                                mode?: string;
                                model?: string;
                                /** @enum {string} */
                                outcome?: "completed" | "stopped" | "failed" | "lost";
                                ownerId: string;
                                /** @description Who has the session in front of them right now. */
                                present: {
                                    /** @enum {string} */
                                    access: "view" | "write" | "own";
                                    /** @description Their windows and programs that follow it. */
                                    clients: number;
                                    /** @description It is whoever asks. */
                                    isYou: boolean;
                                    name: string;
                                    /** @description The link that a guest came by. */
                                    shareId?: string;
                                    /** @description Absent for guests, who came by a link. */
                                    userId?: string;
                                }[];
                                provider?: string;
                                reason?: string;
                                rows?: number;
                                /** @description Where its process is. Only its owner is told. */
                                runner?: {
                                    id: string;
                                    /** @description Its machine's name. */
                                    name: string;
                                };
                                /** @description Whose session it is, when it is not yours. */
                                sharedBy?: string;
                                shell?: string;
                                signal?: string;
                                /** @enum {string} */
                                status: "pending" | "preparing" | "running" | "waiting_for_input" | "idle" | "stopping" | "ended";
                                /** @description Of terminals that said something of themselves. */
                                terminal?: {
                                    /**
                                     * Format: date-time
                                     * @description When it rang last.
                                     */
                                    bell?: string;
                                    /** @description What its program calls its window: one line of at most 200 characters. */
                                    programTitle?: string;
                                };
                                title: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description Of all its turns. */
                                usage?: {
                                    /** @default 0 */
                                    cacheReadTokens: number;
                                    /** @default 0 */
                                    cacheWriteTokens: number;
                                    /** @description Missing where the agent does not say what it costs. */
                                    costUsd?: number;
                                    inputTokens: number;
                                    outputTokens: number;
                                };
                                workspaceId: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Start a session */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Arguments. Default: what makes the shell an interactive login shell. */
                        args?: string[];
                        cols?: number;
                        /** @description Folder to start in: absolute, or relative to the workspace and then inside it. Default: the workspace. */
                        cwd?: string;
                        /** @description Variables added to the child's clean environment. */
                        env?: {
                            [key: string]: string;
                        };
                        /** @enum {string} */
                        kind: "terminal";
                        rows?: number;
                        /** @description Program to run: an absolute path or a name on PATH. Default: the login shell. */
                        shell?: string;
                        title?: string;
                        workspaceId?: string;
                    } | {
                        attachments?: {
                            /** Format: byte */
                            data: string;
                            /** @enum {string} */
                            mimeType: "image/png" | "image/jpeg" | "image/gif" | "image/webp";
                            name?: string;
                        }[];
                        /** @enum {string} */
                        kind: "agent";
                        mode?: string;
                        model?: string;
                        /** @description The first task. */
                        prompt?: string;
                        /** @description Default: the installation's. */
                        provider?: string;
                        /** @description Begin in a new worktree of this repository. */
                        repo?: {
                            /** @description One that is known; else give its address. */
                            id?: string;
                            identityId?: string;
                            /** @description A branch, a tag or a commit; the default branch if it is left out. */
                            ref?: string;
                            /** @description `git@host:path`, `ssh://…`, `https://…`; the owner of the installation may give `file:///…` too. */
                            url?: string;
                        };
                        title?: string;
                        workspaceId?: string;
                    } | {
                        /** @enum {string} */
                        kind: "editor";
                        /** @description A file to open at once. */
                        path?: string & (unknown & unknown);
                        title?: string;
                        workspaceId?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description What you may do with it: look, type, or all.
                             * @enum {string}
                             */
                            access: "view" | "write" | "own";
                            agent?: {
                                abilities?: {
                                    changeInput: boolean;
                                    denyWithReason: boolean;
                                    fork: boolean;
                                    images: boolean;
                                    resume: boolean;
                                    /** @description It hears what is said while it works. */
                                    steer: boolean;
                                    /** @description Rules see every use of a tool, not only what it would ask for. */
                                    watchEveryTool: boolean;
                                };
                                /** @description What was set for this session alone. */
                                budgets?: {
                                    limit: number;
                                    /**
                                     * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                     * @enum {string}
                                     */
                                    measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                    /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                                    stopsWithinTurn?: boolean;
                                    /** @enum {string} */
                                    window: "session" | "day" | "month";
                                }[];
                                /** @description Its process has ended to save memory; the next message brings it back. */
                                isAsleep: boolean;
                                /**
                                 * @description A budget is spent: what is said to it waits.
                                 * @enum {boolean}
                                 */
                                isHeld?: true;
                                /** @description Messages that wait for the turn to end. */
                                queued: number;
                                turns: number;
                                /** @description Approvals and questions that are open. */
                                waiting: number;
                            };
                            /** @description Clients that follow the session right now. */
                            attached: number;
                            capabilities: {
                                documents: boolean;
                                input: boolean;
                                interrupt: boolean;
                                messages: boolean;
                                resize: boolean;
                                resume: boolean;
                                screen: boolean;
                            };
                            cols?: number;
                            /** Format: date-time */
                            createdAt: string;
                            cwd?: string;
                            /** Format: date-time */
                            endedAt?: string;
                            exitCode?: number;
                            held?: {
                                /** @enum {string} */
                                code: "storage-full" | "storage-unwritable" | "runner-reconnecting";
                                detail: string;
                                /** Format: date-time */
                                since: string;
                            };
                            id: string;
                            /**
                             * @description How its latest process is kept apart from the machine.
                             * @enum {string}
                             */
                            isolation?: "none" | "uid" | "bubblewrap" | "container";
                            /** @description Others can see it, or have a link to it. */
                            isShared: boolean;
                            /** @enum {string} */
                            kind: "terminal" | "agent" | "editor";
                            lastSeq: number;
                            /** @description 1 for the first process, one more for each resume. */
                            launch: number;
                            mode?: string;
                            model?: string;
                            /** @enum {string} */
                            outcome?: "completed" | "stopped" | "failed" | "lost";
                            ownerId: string;
                            /** @description Who has the session in front of them right now. */
                            present: {
                                /** @enum {string} */
                                access: "view" | "write" | "own";
                                /** @description Their windows and programs that follow it. */
                                clients: number;
                                /** @description It is whoever asks. */
                                isYou: boolean;
                                name: string;
                                /** @description The link that a guest came by. */
                                shareId?: string;
                                /** @description Absent for guests, who came by a link. */
                                userId?: string;
                            }[];
                            provider?: string;
                            reason?: string;
                            rows?: number;
                            /** @description Where its process is. Only its owner is told. */
                            runner?: {
                                id: string;
                                /** @description Its machine's name. */
                                name: string;
                            };
                            /** @description Whose session it is, when it is not yours. */
                            sharedBy?: string;
                            shell?: string;
                            signal?: string;
                            /** @enum {string} */
                            status: "pending" | "preparing" | "running" | "waiting_for_input" | "idle" | "stopping" | "ended";
                            /** @description Of terminals that said something of themselves. */
                            terminal?: {
                                /**
                                 * Format: date-time
                                 * @description When it rang last.
                                 */
                                bell?: string;
                                /** @description What its program calls its window: one line of at most 200 characters. */
                                programTitle?: string;
                            };
                            title: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description Of all its turns. */
                            usage?: {
                                /** @default 0 */
                                cacheReadTokens: number;
                                /** @default 0 */
                                cacheWriteTokens: number;
                                /** @description Missing where the agent does not say what it costs. */
                                costUsd?: number;
                                inputTokens: number;
                                outputTokens: number;
                            };
                            workspaceId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One session */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description What you may do with it: look, type, or all.
                             * @enum {string}
                             */
                            access: "view" | "write" | "own";
                            agent?: {
                                abilities?: {
                                    changeInput: boolean;
                                    denyWithReason: boolean;
                                    fork: boolean;
                                    images: boolean;
                                    resume: boolean;
                                    /** @description It hears what is said while it works. */
                                    steer: boolean;
                                    /** @description Rules see every use of a tool, not only what it would ask for. */
                                    watchEveryTool: boolean;
                                };
                                /** @description What was set for this session alone. */
                                budgets?: {
                                    limit: number;
                                    /**
                                     * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                     * @enum {string}
                                     */
                                    measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                    /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                                    stopsWithinTurn?: boolean;
                                    /** @enum {string} */
                                    window: "session" | "day" | "month";
                                }[];
                                /** @description Its process has ended to save memory; the next message brings it back. */
                                isAsleep: boolean;
                                /**
                                 * @description A budget is spent: what is said to it waits.
                                 * @enum {boolean}
                                 */
                                isHeld?: true;
                                /** @description Messages that wait for the turn to end. */
                                queued: number;
                                turns: number;
                                /** @description Approvals and questions that are open. */
                                waiting: number;
                            };
                            /** @description Clients that follow the session right now. */
                            attached: number;
                            capabilities: {
                                documents: boolean;
                                input: boolean;
                                interrupt: boolean;
                                messages: boolean;
                                resize: boolean;
                                resume: boolean;
                                screen: boolean;
                            };
                            cols?: number;
                            /** Format: date-time */
                            createdAt: string;
                            cwd?: string;
                            /** Format: date-time */
                            endedAt?: string;
                            exitCode?: number;
                            held?: {
                                /** @enum {string} */
                                code: "storage-full" | "storage-unwritable" | "runner-reconnecting";
                                detail: string;
                                /** Format: date-time */
                                since: string;
                            };
                            id: string;
                            /**
                             * @description How its latest process is kept apart from the machine.
                             * @enum {string}
                             */
                            isolation?: "none" | "uid" | "bubblewrap" | "container";
                            /** @description Others can see it, or have a link to it. */
                            isShared: boolean;
                            /** @enum {string} */
                            kind: "terminal" | "agent" | "editor";
                            lastSeq: number;
                            /** @description 1 for the first process, one more for each resume. */
                            launch: number;
                            mode?: string;
                            model?: string;
                            /** @enum {string} */
                            outcome?: "completed" | "stopped" | "failed" | "lost";
                            ownerId: string;
                            /** @description Who has the session in front of them right now. */
                            present: {
                                /** @enum {string} */
                                access: "view" | "write" | "own";
                                /** @description Their windows and programs that follow it. */
                                clients: number;
                                /** @description It is whoever asks. */
                                isYou: boolean;
                                name: string;
                                /** @description The link that a guest came by. */
                                shareId?: string;
                                /** @description Absent for guests, who came by a link. */
                                userId?: string;
                            }[];
                            provider?: string;
                            reason?: string;
                            rows?: number;
                            /** @description Where its process is. Only its owner is told. */
                            runner?: {
                                id: string;
                                /** @description Its machine's name. */
                                name: string;
                            };
                            /** @description Whose session it is, when it is not yours. */
                            sharedBy?: string;
                            shell?: string;
                            signal?: string;
                            /** @enum {string} */
                            status: "pending" | "preparing" | "running" | "waiting_for_input" | "idle" | "stopping" | "ended";
                            /** @description Of terminals that said something of themselves. */
                            terminal?: {
                                /**
                                 * Format: date-time
                                 * @description When it rang last.
                                 */
                                bell?: string;
                                /** @description What its program calls its window: one line of at most 200 characters. */
                                programTitle?: string;
                            };
                            title: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description Of all its turns. */
                            usage?: {
                                /** @default 0 */
                                cacheReadTokens: number;
                                /** @default 0 */
                                cacheWriteTokens: number;
                                /** @description Missing where the agent does not say what it costs. */
                                costUsd?: number;
                                inputTokens: number;
                                outputTokens: number;
                            };
                            workspaceId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** End a session and delete its history */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename a session, or give its agent another model or mode */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        mode?: string;
                        /** @description Of an agent, from its next step on. */
                        model?: string;
                        title?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description What you may do with it: look, type, or all.
                             * @enum {string}
                             */
                            access: "view" | "write" | "own";
                            agent?: {
                                abilities?: {
                                    changeInput: boolean;
                                    denyWithReason: boolean;
                                    fork: boolean;
                                    images: boolean;
                                    resume: boolean;
                                    /** @description It hears what is said while it works. */
                                    steer: boolean;
                                    /** @description Rules see every use of a tool, not only what it would ask for. */
                                    watchEveryTool: boolean;
                                };
                                /** @description What was set for this session alone. */
                                budgets?: {
                                    limit: number;
                                    /**
                                     * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                     * @enum {string}
                                     */
                                    measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                    /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                                    stopsWithinTurn?: boolean;
                                    /** @enum {string} */
                                    window: "session" | "day" | "month";
                                }[];
                                /** @description Its process has ended to save memory; the next message brings it back. */
                                isAsleep: boolean;
                                /**
                                 * @description A budget is spent: what is said to it waits.
                                 * @enum {boolean}
                                 */
                                isHeld?: true;
                                /** @description Messages that wait for the turn to end. */
                                queued: number;
                                turns: number;
                                /** @description Approvals and questions that are open. */
                                waiting: number;
                            };
                            /** @description Clients that follow the session right now. */
                            attached: number;
                            capabilities: {
                                documents: boolean;
                                input: boolean;
                                interrupt: boolean;
                                messages: boolean;
                                resize: boolean;
                                resume: boolean;
                                screen: boolean;
                            };
                            cols?: number;
                            /** Format: date-time */
                            createdAt: string;
                            cwd?: string;
                            /** Format: date-time */
                            endedAt?: string;
                            exitCode?: number;
                            held?: {
                                /** @enum {string} */
                                code: "storage-full" | "storage-unwritable" | "runner-reconnecting";
                                detail: string;
                                /** Format: date-time */
                                since: string;
                            };
                            id: string;
                            /**
                             * @description How its latest process is kept apart from the machine.
                             * @enum {string}
                             */
                            isolation?: "none" | "uid" | "bubblewrap" | "container";
                            /** @description Others can see it, or have a link to it. */
                            isShared: boolean;
                            /** @enum {string} */
                            kind: "terminal" | "agent" | "editor";
                            lastSeq: number;
                            /** @description 1 for the first process, one more for each resume. */
                            launch: number;
                            mode?: string;
                            model?: string;
                            /** @enum {string} */
                            outcome?: "completed" | "stopped" | "failed" | "lost";
                            ownerId: string;
                            /** @description Who has the session in front of them right now. */
                            present: {
                                /** @enum {string} */
                                access: "view" | "write" | "own";
                                /** @description Their windows and programs that follow it. */
                                clients: number;
                                /** @description It is whoever asks. */
                                isYou: boolean;
                                name: string;
                                /** @description The link that a guest came by. */
                                shareId?: string;
                                /** @description Absent for guests, who came by a link. */
                                userId?: string;
                            }[];
                            provider?: string;
                            reason?: string;
                            rows?: number;
                            /** @description Where its process is. Only its owner is told. */
                            runner?: {
                                id: string;
                                /** @description Its machine's name. */
                                name: string;
                            };
                            /** @description Whose session it is, when it is not yours. */
                            sharedBy?: string;
                            shell?: string;
                            signal?: string;
                            /** @enum {string} */
                            status: "pending" | "preparing" | "running" | "waiting_for_input" | "idle" | "stopping" | "ended";
                            /** @description Of terminals that said something of themselves. */
                            terminal?: {
                                /**
                                 * Format: date-time
                                 * @description When it rang last.
                                 */
                                bell?: string;
                                /** @description What its program calls its window: one line of at most 200 characters. */
                                programTitle?: string;
                            };
                            title: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description Of all its turns. */
                            usage?: {
                                /** @default 0 */
                                cacheReadTokens: number;
                                /** @default 0 */
                                cacheWriteTokens: number;
                                /** @description Missing where the agent does not say what it costs. */
                                costUsd?: number;
                                inputTokens: number;
                                outputTokens: number;
                            };
                            workspaceId: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/sessions/{id}/budget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set what one session may use */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        budgets: {
                            limit: number;
                            /**
                             * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                             * @enum {string}
                             */
                            measure: "cost" | "tokens" | "minutes" | "toolCalls";
                            /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                            stopsWithinTurn?: boolean;
                        }[];
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description What you may do with it: look, type, or all.
                             * @enum {string}
                             */
                            access: "view" | "write" | "own";
                            agent?: {
                                abilities?: {
                                    changeInput: boolean;
                                    denyWithReason: boolean;
                                    fork: boolean;
                                    images: boolean;
                                    resume: boolean;
                                    /** @description It hears what is said while it works. */
                                    steer: boolean;
                                    /** @description Rules see every use of a tool, not only what it would ask for. */
                                    watchEveryTool: boolean;
                                };
                                /** @description What was set for this session alone. */
                                budgets?: {
                                    limit: number;
                                    /**
                                     * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                     * @enum {string}
                                     */
                                    measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                    /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                                    stopsWithinTurn?: boolean;
                                    /** @enum {string} */
                                    window: "session" | "day" | "month";
                                }[];
                                /** @description Its process has ended to save memory; the next message brings it back. */
                                isAsleep: boolean;
                                /**
                                 * @description A budget is spent: what is said to it waits.
                                 * @enum {boolean}
                                 */
                                isHeld?: true;
                                /** @description Messages that wait for the turn to end. */
                                queued: number;
                                turns: number;
                                /** @description Approvals and questions that are open. */
                                waiting: number;
                            };
                            /** @description Clients that follow the session right now. */
                            attached: number;
                            capabilities: {
                                documents: boolean;
                                input: boolean;
                                interrupt: boolean;
                                messages: boolean;
                                resize: boolean;
                                resume: boolean;
                                screen: boolean;
                            };
                            cols?: number;
                            /** Format: date-time */
                            createdAt: string;
                            cwd?: string;
                            /** Format: date-time */
                            endedAt?: string;
                            exitCode?: number;
                            held?: {
                                /** @enum {string} */
                                code: "storage-full" | "storage-unwritable" | "runner-reconnecting";
                                detail: string;
                                /** Format: date-time */
                                since: string;
                            };
                            id: string;
                            /**
                             * @description How its latest process is kept apart from the machine.
                             * @enum {string}
                             */
                            isolation?: "none" | "uid" | "bubblewrap" | "container";
                            /** @description Others can see it, or have a link to it. */
                            isShared: boolean;
                            /** @enum {string} */
                            kind: "terminal" | "agent" | "editor";
                            lastSeq: number;
                            /** @description 1 for the first process, one more for each resume. */
                            launch: number;
                            mode?: string;
                            model?: string;
                            /** @enum {string} */
                            outcome?: "completed" | "stopped" | "failed" | "lost";
                            ownerId: string;
                            /** @description Who has the session in front of them right now. */
                            present: {
                                /** @enum {string} */
                                access: "view" | "write" | "own";
                                /** @description Their windows and programs that follow it. */
                                clients: number;
                                /** @description It is whoever asks. */
                                isYou: boolean;
                                name: string;
                                /** @description The link that a guest came by. */
                                shareId?: string;
                                /** @description Absent for guests, who came by a link. */
                                userId?: string;
                            }[];
                            provider?: string;
                            reason?: string;
                            rows?: number;
                            /** @description Where its process is. Only its owner is told. */
                            runner?: {
                                id: string;
                                /** @description Its machine's name. */
                                name: string;
                            };
                            /** @description Whose session it is, when it is not yours. */
                            sharedBy?: string;
                            shell?: string;
                            signal?: string;
                            /** @enum {string} */
                            status: "pending" | "preparing" | "running" | "waiting_for_input" | "idle" | "stopping" | "ended";
                            /** @description Of terminals that said something of themselves. */
                            terminal?: {
                                /**
                                 * Format: date-time
                                 * @description When it rang last.
                                 */
                                bell?: string;
                                /** @description What its program calls its window: one line of at most 200 characters. */
                                programTitle?: string;
                            };
                            title: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description Of all its turns. */
                            usage?: {
                                /** @default 0 */
                                cacheReadTokens: number;
                                /** @default 0 */
                                cacheWriteTokens: number;
                                /** @description Missing where the agent does not say what it costs. */
                                costUsd?: number;
                                inputTokens: number;
                                outputTokens: number;
                            };
                            workspaceId: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The open files of an editor session, with the event to follow on from */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description What the disk held when it was read or written last, where that is another text. */
                                base?: string;
                                /** @description What the disk holds instead and cannot be merged. */
                                conflict?: {
                                    etag: string;
                                    text: string;
                                };
                                /** @description Of what the disk held when it was then; null: nothing. */
                                etag: string | null;
                                /** @description There is something to save. */
                                isDirty: boolean;
                                path: string & (unknown & unknown);
                                text: string;
                                version: number;
                            }[];
                            /** @description They are as of this event: follow on from it. */
                            seq: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The session's events: a page as JSON, or all and then live as server-sent events */
        get: {
            parameters: {
                query?: {
                    after?: number;
                    limit?: number;
                    ticket?: string;
                };
                header?: {
                    "last-event-id"?: number;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: ({
                                at: number;
                                /** @enum {string} */
                                channel: "terminal:output";
                                /** @enum {string} */
                                encoding: "base64";
                                payload: string;
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "terminal:resize";
                                payload: {
                                    cols: number;
                                    rows: number;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "terminal:exit";
                                payload: {
                                    exitCode: number;
                                    signal?: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "session:status";
                                payload: {
                                    /** @enum {string} */
                                    outcome?: "completed" | "stopped" | "failed" | "lost";
                                    reason?: string;
                                    /** @enum {string} */
                                    status: "pending" | "preparing" | "running" | "waiting_for_input" | "idle" | "stopping" | "ended";
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "session:error";
                                payload: {
                                    code: string;
                                    error: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "session:typist";
                                payload: {
                                    name: string;
                                    userId?: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "session:completed";
                                payload: {
                                    messageIds?: string[];
                                    /**
                                     * @description `cut_short`: the agent stopped at a limit of length or steps and can be told to go on.
                                     * @enum {string}
                                     */
                                    outcome: "completed" | "interrupted" | "failed" | "refused" | "cut_short";
                                    summary: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "session:waiting_for_input";
                                payload: {
                                    approvalId: string;
                                    expiresAt?: number;
                                    input?: {
                                        [key: string]: unknown;
                                    };
                                    options?: string[];
                                    plan?: string;
                                    prompt: string;
                                    questions?: {
                                        header?: string;
                                        /** @default false */
                                        multiSelect: boolean;
                                        options: {
                                            description?: string;
                                            label: string;
                                        }[];
                                        /** @description Also its name among the answers. */
                                        question: string;
                                    }[];
                                    tool?: string;
                                    toolUseId?: string;
                                    /** @enum {string} */
                                    type: "permission" | "question" | "plan" | "sign-in" | "budget" | "failure";
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "session:answered";
                                payload: {
                                    /** @description By question: the label of an option, several of them, or words of your own. */
                                    answers?: {
                                        [key: string]: string | string[];
                                    };
                                    approvalId: string;
                                    at: number;
                                    by: ("rule" | "expiry" | "ended") | {
                                        device?: string;
                                        name: string;
                                        userId?: string;
                                    };
                                    /** @enum {string} */
                                    decision: "allow" | "deny";
                                    message?: string;
                                    rule?: string;
                                    toolUseId?: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:message";
                                payload: {
                                    attachments?: {
                                        bytes: number;
                                        mimeType: string;
                                        name?: string;
                                    }[];
                                    by?: {
                                        name: string;
                                        userId?: string;
                                    };
                                    /** @description Said while the agent worked, for it to hear at once. */
                                    isSteering?: boolean;
                                    messageId: string;
                                    parentToolUseId?: string;
                                    /** @enum {string} */
                                    role: "user" | "agent";
                                    text: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:output";
                                payload: {
                                    messageId: string;
                                    parentToolUseId?: string;
                                    text: string;
                                    /** @enum {string} */
                                    type: "text" | "thinking";
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:tool_use";
                                payload: {
                                    /** @description What it would change in files. */
                                    diff?: {
                                        newText: string;
                                        oldText?: string;
                                        path: string;
                                    }[];
                                    input: {
                                        [key: string]: unknown;
                                    };
                                    /** @enum {string} */
                                    kind?: "read" | "edit" | "delete" | "move" | "search" | "execute" | "think" | "fetch" | "switch_mode" | "agent" | "other";
                                    locations?: {
                                        line?: number;
                                        path: string;
                                    }[];
                                    /** @description The tool whose sub-agent uses it. */
                                    parentToolUseId?: string;
                                    /** @description What it does, in words. */
                                    title?: string;
                                    /** @description As its agent calls it. */
                                    tool: string;
                                    toolUseId: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:tool_output";
                                /** @description What a tool that still runs has printed since the last one. */
                                payload: {
                                    text: string;
                                    toolUseId: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:tool_result";
                                payload: {
                                    /** @description What it would change in files. */
                                    diff?: {
                                        newText: string;
                                        oldText?: string;
                                        path: string;
                                    }[];
                                    /** @description The output was longer than what is kept of it. */
                                    isCut?: boolean;
                                    isError: boolean;
                                    output: string;
                                    parentToolUseId?: string;
                                    tool: string;
                                    toolUseId: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:plan";
                                payload: {
                                    entries: {
                                        content: string;
                                        /** @enum {string} */
                                        priority?: "high" | "medium" | "low";
                                        /** @enum {string} */
                                        status: "pending" | "in_progress" | "completed";
                                    }[];
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:usage";
                                /** @description What the turn that ends has used. */
                                payload: {
                                    /** @default 0 */
                                    cacheReadTokens: number;
                                    /** @default 0 */
                                    cacheWriteTokens: number;
                                    /** @description So much of its context is filled. */
                                    contextTokens?: number;
                                    contextWindow?: number;
                                    /** @description Missing where the agent does not say what it costs. */
                                    costUsd?: number;
                                    inputTokens: number;
                                    model?: string;
                                    outputTokens: number;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:commands";
                                payload: {
                                    commands: {
                                        /** @default  */
                                        description: string;
                                        /** @description What may follow it. */
                                        hint?: string;
                                        name: string;
                                    }[];
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:mode";
                                payload: {
                                    mode?: string;
                                    model?: string;
                                    models?: {
                                        description?: string;
                                        id: string;
                                        name: string;
                                    }[];
                                    modes?: {
                                        description?: string;
                                        id: string;
                                        name: string;
                                    }[];
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:turn";
                                payload: {
                                    messageIds: string[];
                                    turn: number;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:notice";
                                payload: {
                                    code: string;
                                    retryInMs?: number;
                                    text: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:snapshot";
                                payload: {
                                    messageId: string;
                                    snapshotId: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:queued";
                                payload: {
                                    by?: {
                                        name: string;
                                        userId?: string;
                                    };
                                    messageId: string;
                                    text: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:unqueued";
                                payload: {
                                    by?: {
                                        name: string;
                                        userId?: string;
                                    };
                                    messageId: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "editor:opened";
                                payload: {
                                    /** @description Null for a file that is not on the disk yet. */
                                    etag: string | null;
                                    key?: string;
                                    path: string & (unknown & unknown);
                                    text: string;
                                    version: number;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "editor:changed";
                                payload: {
                                    by: "disk" | {
                                        name: string;
                                        userId?: string;
                                    };
                                    changes: {
                                        from: number;
                                        insert: string;
                                        to: number;
                                    }[];
                                    clientId?: string;
                                    disk?: {
                                        changes: {
                                            from: number;
                                            insert: string;
                                            to: number;
                                        }[];
                                        etag: string;
                                    };
                                    key?: string;
                                    path: string & (unknown & unknown);
                                    /** @description After the changes. */
                                    version: number;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "editor:saved";
                                payload: {
                                    by: "disk" | {
                                        name: string;
                                        userId?: string;
                                    };
                                    etag: string;
                                    /** @description Where the other text was put. */
                                    keptTheirs?: string;
                                    key?: string;
                                    path: string & (unknown & unknown);
                                    version: number;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "editor:error";
                                payload: {
                                    /** @description `conflict`: both changed the same lines. `gone`: deleted on the disk. Else the code of a problem. */
                                    code: string;
                                    error: string;
                                    path: string & (unknown & unknown);
                                    theirs?: {
                                        etag: string;
                                        text: string;
                                    };
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "editor:closed";
                                payload: {
                                    key?: string;
                                    path: string & (unknown & unknown);
                                    version: number;
                                };
                                runId: string;
                                seq: number;
                            })[];
                            nextCursor: string | null;
                        };
                        "text/event-stream": {
                            items: ({
                                at: number;
                                /** @enum {string} */
                                channel: "terminal:output";
                                /** @enum {string} */
                                encoding: "base64";
                                payload: string;
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "terminal:resize";
                                payload: {
                                    cols: number;
                                    rows: number;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "terminal:exit";
                                payload: {
                                    exitCode: number;
                                    signal?: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "session:status";
                                payload: {
                                    /** @enum {string} */
                                    outcome?: "completed" | "stopped" | "failed" | "lost";
                                    reason?: string;
                                    /** @enum {string} */
                                    status: "pending" | "preparing" | "running" | "waiting_for_input" | "idle" | "stopping" | "ended";
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "session:error";
                                payload: {
                                    code: string;
                                    error: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "session:typist";
                                payload: {
                                    name: string;
                                    userId?: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "session:completed";
                                payload: {
                                    messageIds?: string[];
                                    /**
                                     * @description `cut_short`: the agent stopped at a limit of length or steps and can be told to go on.
                                     * @enum {string}
                                     */
                                    outcome: "completed" | "interrupted" | "failed" | "refused" | "cut_short";
                                    summary: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "session:waiting_for_input";
                                payload: {
                                    approvalId: string;
                                    expiresAt?: number;
                                    input?: {
                                        [key: string]: unknown;
                                    };
                                    options?: string[];
                                    plan?: string;
                                    prompt: string;
                                    questions?: {
                                        header?: string;
                                        /** @default false */
                                        multiSelect: boolean;
                                        options: {
                                            description?: string;
                                            label: string;
                                        }[];
                                        /** @description Also its name among the answers. */
                                        question: string;
                                    }[];
                                    tool?: string;
                                    toolUseId?: string;
                                    /** @enum {string} */
                                    type: "permission" | "question" | "plan" | "sign-in" | "budget" | "failure";
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "session:answered";
                                payload: {
                                    /** @description By question: the label of an option, several of them, or words of your own. */
                                    answers?: {
                                        [key: string]: string | string[];
                                    };
                                    approvalId: string;
                                    at: number;
                                    by: ("rule" | "expiry" | "ended") | {
                                        device?: string;
                                        name: string;
                                        userId?: string;
                                    };
                                    /** @enum {string} */
                                    decision: "allow" | "deny";
                                    message?: string;
                                    rule?: string;
                                    toolUseId?: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:message";
                                payload: {
                                    attachments?: {
                                        bytes: number;
                                        mimeType: string;
                                        name?: string;
                                    }[];
                                    by?: {
                                        name: string;
                                        userId?: string;
                                    };
                                    /** @description Said while the agent worked, for it to hear at once. */
                                    isSteering?: boolean;
                                    messageId: string;
                                    parentToolUseId?: string;
                                    /** @enum {string} */
                                    role: "user" | "agent";
                                    text: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:output";
                                payload: {
                                    messageId: string;
                                    parentToolUseId?: string;
                                    text: string;
                                    /** @enum {string} */
                                    type: "text" | "thinking";
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:tool_use";
                                payload: {
                                    /** @description What it would change in files. */
                                    diff?: {
                                        newText: string;
                                        oldText?: string;
                                        path: string;
                                    }[];
                                    input: {
                                        [key: string]: unknown;
                                    };
                                    /** @enum {string} */
                                    kind?: "read" | "edit" | "delete" | "move" | "search" | "execute" | "think" | "fetch" | "switch_mode" | "agent" | "other";
                                    locations?: {
                                        line?: number;
                                        path: string;
                                    }[];
                                    /** @description The tool whose sub-agent uses it. */
                                    parentToolUseId?: string;
                                    /** @description What it does, in words. */
                                    title?: string;
                                    /** @description As its agent calls it. */
                                    tool: string;
                                    toolUseId: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:tool_output";
                                /** @description What a tool that still runs has printed since the last one. */
                                payload: {
                                    text: string;
                                    toolUseId: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:tool_result";
                                payload: {
                                    /** @description What it would change in files. */
                                    diff?: {
                                        newText: string;
                                        oldText?: string;
                                        path: string;
                                    }[];
                                    /** @description The output was longer than what is kept of it. */
                                    isCut?: boolean;
                                    isError: boolean;
                                    output: string;
                                    parentToolUseId?: string;
                                    tool: string;
                                    toolUseId: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:plan";
                                payload: {
                                    entries: {
                                        content: string;
                                        /** @enum {string} */
                                        priority?: "high" | "medium" | "low";
                                        /** @enum {string} */
                                        status: "pending" | "in_progress" | "completed";
                                    }[];
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:usage";
                                /** @description What the turn that ends has used. */
                                payload: {
                                    /** @default 0 */
                                    cacheReadTokens: number;
                                    /** @default 0 */
                                    cacheWriteTokens: number;
                                    /** @description So much of its context is filled. */
                                    contextTokens?: number;
                                    contextWindow?: number;
                                    /** @description Missing where the agent does not say what it costs. */
                                    costUsd?: number;
                                    inputTokens: number;
                                    model?: string;
                                    outputTokens: number;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:commands";
                                payload: {
                                    commands: {
                                        /** @default  */
                                        description: string;
                                        /** @description What may follow it. */
                                        hint?: string;
                                        name: string;
                                    }[];
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:mode";
                                payload: {
                                    mode?: string;
                                    model?: string;
                                    models?: {
                                        description?: string;
                                        id: string;
                                        name: string;
                                    }[];
                                    modes?: {
                                        description?: string;
                                        id: string;
                                        name: string;
                                    }[];
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:turn";
                                payload: {
                                    messageIds: string[];
                                    turn: number;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:notice";
                                payload: {
                                    code: string;
                                    retryInMs?: number;
                                    text: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:snapshot";
                                payload: {
                                    messageId: string;
                                    snapshotId: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:queued";
                                payload: {
                                    by?: {
                                        name: string;
                                        userId?: string;
                                    };
                                    messageId: string;
                                    text: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "agent:unqueued";
                                payload: {
                                    by?: {
                                        name: string;
                                        userId?: string;
                                    };
                                    messageId: string;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "editor:opened";
                                payload: {
                                    /** @description Null for a file that is not on the disk yet. */
                                    etag: string | null;
                                    key?: string;
                                    path: string & (unknown & unknown);
                                    text: string;
                                    version: number;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "editor:changed";
                                payload: {
                                    by: "disk" | {
                                        name: string;
                                        userId?: string;
                                    };
                                    changes: {
                                        from: number;
                                        insert: string;
                                        to: number;
                                    }[];
                                    clientId?: string;
                                    disk?: {
                                        changes: {
                                            from: number;
                                            insert: string;
                                            to: number;
                                        }[];
                                        etag: string;
                                    };
                                    key?: string;
                                    path: string & (unknown & unknown);
                                    /** @description After the changes. */
                                    version: number;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "editor:saved";
                                payload: {
                                    by: "disk" | {
                                        name: string;
                                        userId?: string;
                                    };
                                    etag: string;
                                    /** @description Where the other text was put. */
                                    keptTheirs?: string;
                                    key?: string;
                                    path: string & (unknown & unknown);
                                    version: number;
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "editor:error";
                                payload: {
                                    /** @description `conflict`: both changed the same lines. `gone`: deleted on the disk. Else the code of a problem. */
                                    code: string;
                                    error: string;
                                    path: string & (unknown & unknown);
                                    theirs?: {
                                        etag: string;
                                        text: string;
                                    };
                                };
                                runId: string;
                                seq: number;
                            } | {
                                at: number;
                                /** @enum {string} */
                                channel: "editor:closed";
                                payload: {
                                    key?: string;
                                    path: string & (unknown & unknown);
                                    version: number;
                                };
                                runId: string;
                                seq: number;
                            })[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole history as a file */
        get: {
            parameters: {
                query?: {
                    format?: "jsonl" | "cast" | "txt" | "md";
                    ticket?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description The file. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-asciicast": unknown;
                        "application/x-ndjson": unknown;
                        "text/markdown": unknown;
                        "text/plain": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/fork": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a session that goes on in a copy of this conversation */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The copy ends before this message. Default: all of it. */
                        beforeMessageId?: string;
                        /** @description The first message of the copy. */
                        prompt?: string;
                        title?: string;
                        /** @description Default: the same one. */
                        workspaceId?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description What you may do with it: look, type, or all.
                             * @enum {string}
                             */
                            access: "view" | "write" | "own";
                            agent?: {
                                abilities?: {
                                    changeInput: boolean;
                                    denyWithReason: boolean;
                                    fork: boolean;
                                    images: boolean;
                                    resume: boolean;
                                    /** @description It hears what is said while it works. */
                                    steer: boolean;
                                    /** @description Rules see every use of a tool, not only what it would ask for. */
                                    watchEveryTool: boolean;
                                };
                                /** @description What was set for this session alone. */
                                budgets?: {
                                    limit: number;
                                    /**
                                     * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                     * @enum {string}
                                     */
                                    measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                    /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                                    stopsWithinTurn?: boolean;
                                    /** @enum {string} */
                                    window: "session" | "day" | "month";
                                }[];
                                /** @description Its process has ended to save memory; the next message brings it back. */
                                isAsleep: boolean;
                                /**
                                 * @description A budget is spent: what is said to it waits.
                                 * @enum {boolean}
                                 */
                                isHeld?: true;
                                /** @description Messages that wait for the turn to end. */
                                queued: number;
                                turns: number;
                                /** @description Approvals and questions that are open. */
                                waiting: number;
                            };
                            /** @description Clients that follow the session right now. */
                            attached: number;
                            capabilities: {
                                documents: boolean;
                                input: boolean;
                                interrupt: boolean;
                                messages: boolean;
                                resize: boolean;
                                resume: boolean;
                                screen: boolean;
                            };
                            cols?: number;
                            /** Format: date-time */
                            createdAt: string;
                            cwd?: string;
                            /** Format: date-time */
                            endedAt?: string;
                            exitCode?: number;
                            held?: {
                                /** @enum {string} */
                                code: "storage-full" | "storage-unwritable" | "runner-reconnecting";
                                detail: string;
                                /** Format: date-time */
                                since: string;
                            };
                            id: string;
                            /**
                             * @description How its latest process is kept apart from the machine.
                             * @enum {string}
                             */
                            isolation?: "none" | "uid" | "bubblewrap" | "container";
                            /** @description Others can see it, or have a link to it. */
                            isShared: boolean;
                            /** @enum {string} */
                            kind: "terminal" | "agent" | "editor";
                            lastSeq: number;
                            /** @description 1 for the first process, one more for each resume. */
                            launch: number;
                            mode?: string;
                            model?: string;
                            /** @enum {string} */
                            outcome?: "completed" | "stopped" | "failed" | "lost";
                            ownerId: string;
                            /** @description Who has the session in front of them right now. */
                            present: {
                                /** @enum {string} */
                                access: "view" | "write" | "own";
                                /** @description Their windows and programs that follow it. */
                                clients: number;
                                /** @description It is whoever asks. */
                                isYou: boolean;
                                name: string;
                                /** @description The link that a guest came by. */
                                shareId?: string;
                                /** @description Absent for guests, who came by a link. */
                                userId?: string;
                            }[];
                            provider?: string;
                            reason?: string;
                            rows?: number;
                            /** @description Where its process is. Only its owner is told. */
                            runner?: {
                                id: string;
                                /** @description Its machine's name. */
                                name: string;
                            };
                            /** @description Whose session it is, when it is not yours. */
                            sharedBy?: string;
                            shell?: string;
                            signal?: string;
                            /** @enum {string} */
                            status: "pending" | "preparing" | "running" | "waiting_for_input" | "idle" | "stopping" | "ended";
                            /** @description Of terminals that said something of themselves. */
                            terminal?: {
                                /**
                                 * Format: date-time
                                 * @description When it rang last.
                                 */
                                bell?: string;
                                /** @description What its program calls its window: one line of at most 200 characters. */
                                programTitle?: string;
                            };
                            title: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description Of all its turns. */
                            usage?: {
                                /** @default 0 */
                                cacheReadTokens: number;
                                /** @default 0 */
                                cacheWriteTokens: number;
                                /** @description Missing where the agent does not say what it costs. */
                                costUsd?: number;
                                inputTokens: number;
                                outputTokens: number;
                            };
                            workspaceId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/input": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Type into a session */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        data: string;
                    };
                    "application/octet-stream": {
                        data: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/interrupt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Interrupt what runs, like Ctrl-C; the session lives on */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits to be said to an agent when its turn has ended */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                by?: {
                                    name: string;
                                    userId?: string;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                messageId: string;
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Say something to an agent, or answer it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        attachments?: {
                            /** Format: byte */
                            data: string;
                            /** @enum {string} */
                            mimeType: "image/png" | "image/jpeg" | "image/gif" | "image/webp";
                            name?: string;
                        }[];
                        /**
                         * @description Default: `steer` where the agent can hear it, else `queue`. An agent at rest begins at once.
                         * @enum {string}
                         */
                        delivery?: "steer" | "queue";
                        text: string;
                    } | {
                        answer: {
                            /** @description By question: the label of an option, several of them, or words of your own. */
                            answers?: {
                                [key: string]: string | string[];
                            };
                            approvalId: string;
                            /** @enum {string} */
                            decision: "allow" | "deny";
                            /** @description Allowed, but with this input. */
                            input?: {
                                [key: string]: unknown;
                            };
                            /** @description Told to the agent. */
                            message?: string;
                            /**
                             * @description `session` and `always` make a rule, of this session or of yours.
                             * @enum {string}
                             */
                            scope?: "once" | "session" | "always";
                        };
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            messageId: string;
                            /** @enum {string} */
                            state: "given" | "queued";
                        } | {
                            approval: {
                                /** Format: date-time */
                                answeredAt?: string;
                                /** @description What the answer may carry. */
                                answers: {
                                    /** @description It may be allowed with other input. */
                                    input: boolean;
                                    /** @description A denial may say why. */
                                    message: boolean;
                                };
                                budget?: {
                                    /** @enum {string} */
                                    level: "server" | "user" | "session";
                                    limit: number;
                                    /**
                                     * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                     * @enum {string}
                                     */
                                    measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                    /** @description What `allow` makes of the limit, unless the answer names another. */
                                    raiseTo: number;
                                    used: number;
                                    /** @enum {string} */
                                    window: "session" | "day" | "month";
                                };
                                by?: ("rule" | "expiry" | "ended") | {
                                    device?: string;
                                    name: string;
                                    userId?: string;
                                };
                                call?: {
                                    /** @description What it would change in files. */
                                    diff?: {
                                        newText: string;
                                        oldText?: string;
                                        path: string;
                                    }[];
                                    input: {
                                        [key: string]: unknown;
                                    };
                                    /** @enum {string} */
                                    kind?: "read" | "edit" | "delete" | "move" | "search" | "execute" | "think" | "fetch" | "switch_mode" | "agent" | "other";
                                    locations?: {
                                        line?: number;
                                        path: string;
                                    }[];
                                    /** @description The tool whose sub-agent uses it. */
                                    parentToolUseId?: string;
                                    /** @description What it does, in words. */
                                    title?: string;
                                    /** @description As its agent calls it. */
                                    tool: string;
                                    toolUseId: string;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                /** @enum {string} */
                                decision?: "allow" | "deny";
                                /** Format: date-time */
                                expiresAt?: string;
                                id: string;
                                message?: string;
                                ownerId: string;
                                plan?: string;
                                /** @description What is asked, in a sentence. */
                                prompt: string;
                                questions?: {
                                    header?: string;
                                    /** @default false */
                                    multiSelect: boolean;
                                    options: {
                                        description?: string;
                                        label: string;
                                    }[];
                                    /** @description Also its name among the answers. */
                                    question: string;
                                }[];
                                /** @description Smaller comes first: what holds up work before what has ended. */
                                rank: number;
                                /** @description The rule that answered it, or that left it to a person. */
                                rule?: {
                                    id: string;
                                    note?: string;
                                };
                                /** @description The rule that the answer made, or one that said the same already. */
                                ruleMade?: {
                                    /** Format: date-time */
                                    createdAt: string;
                                    createdBy?: string;
                                    /** @enum {string} */
                                    effect: "allow" | "ask" | "deny";
                                    id: string;
                                    /** @enum {string} */
                                    level: "server" | "user" | "workspace" | "session";
                                    /** @description Why it is there. */
                                    note?: string;
                                    /** @description What the call has to be about; all calls if it is left out. */
                                    pattern?: string;
                                    sessionId?: string;
                                    /** @description A tool's name, with `*` for any text, or `kind:` and what it does. */
                                    tool: string;
                                    workspaceId?: string;
                                };
                                sessionId: string;
                                sessionTitle: string;
                                /**
                                 * @description `gone`: what asked has ended or no longer wants to know.
                                 * @enum {string}
                                 */
                                state: "open" | "answered" | "expired" | "gone";
                                /** @description The rule that the answer `always` makes. */
                                suggestion?: {
                                    pattern?: string;
                                    tool: string;
                                };
                                /** @enum {string} */
                                type: "permission" | "question" | "plan" | "sign-in" | "budget" | "failure";
                                workspaceId: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/messages/{messageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a message back that still waits */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    messageId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/resize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change a terminal's size */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        cols: number;
                        rows: number;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a new process under the same id, below the old output */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description What you may do with it: look, type, or all.
                             * @enum {string}
                             */
                            access: "view" | "write" | "own";
                            agent?: {
                                abilities?: {
                                    changeInput: boolean;
                                    denyWithReason: boolean;
                                    fork: boolean;
                                    images: boolean;
                                    resume: boolean;
                                    /** @description It hears what is said while it works. */
                                    steer: boolean;
                                    /** @description Rules see every use of a tool, not only what it would ask for. */
                                    watchEveryTool: boolean;
                                };
                                /** @description What was set for this session alone. */
                                budgets?: {
                                    limit: number;
                                    /**
                                     * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                     * @enum {string}
                                     */
                                    measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                    /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                                    stopsWithinTurn?: boolean;
                                    /** @enum {string} */
                                    window: "session" | "day" | "month";
                                }[];
                                /** @description Its process has ended to save memory; the next message brings it back. */
                                isAsleep: boolean;
                                /**
                                 * @description A budget is spent: what is said to it waits.
                                 * @enum {boolean}
                                 */
                                isHeld?: true;
                                /** @description Messages that wait for the turn to end. */
                                queued: number;
                                turns: number;
                                /** @description Approvals and questions that are open. */
                                waiting: number;
                            };
                            /** @description Clients that follow the session right now. */
                            attached: number;
                            capabilities: {
                                documents: boolean;
                                input: boolean;
                                interrupt: boolean;
                                messages: boolean;
                                resize: boolean;
                                resume: boolean;
                                screen: boolean;
                            };
                            cols?: number;
                            /** Format: date-time */
                            createdAt: string;
                            cwd?: string;
                            /** Format: date-time */
                            endedAt?: string;
                            exitCode?: number;
                            held?: {
                                /** @enum {string} */
                                code: "storage-full" | "storage-unwritable" | "runner-reconnecting";
                                detail: string;
                                /** Format: date-time */
                                since: string;
                            };
                            id: string;
                            /**
                             * @description How its latest process is kept apart from the machine.
                             * @enum {string}
                             */
                            isolation?: "none" | "uid" | "bubblewrap" | "container";
                            /** @description Others can see it, or have a link to it. */
                            isShared: boolean;
                            /** @enum {string} */
                            kind: "terminal" | "agent" | "editor";
                            lastSeq: number;
                            /** @description 1 for the first process, one more for each resume. */
                            launch: number;
                            mode?: string;
                            model?: string;
                            /** @enum {string} */
                            outcome?: "completed" | "stopped" | "failed" | "lost";
                            ownerId: string;
                            /** @description Who has the session in front of them right now. */
                            present: {
                                /** @enum {string} */
                                access: "view" | "write" | "own";
                                /** @description Their windows and programs that follow it. */
                                clients: number;
                                /** @description It is whoever asks. */
                                isYou: boolean;
                                name: string;
                                /** @description The link that a guest came by. */
                                shareId?: string;
                                /** @description Absent for guests, who came by a link. */
                                userId?: string;
                            }[];
                            provider?: string;
                            reason?: string;
                            rows?: number;
                            /** @description Where its process is. Only its owner is told. */
                            runner?: {
                                id: string;
                                /** @description Its machine's name. */
                                name: string;
                            };
                            /** @description Whose session it is, when it is not yours. */
                            sharedBy?: string;
                            shell?: string;
                            signal?: string;
                            /** @enum {string} */
                            status: "pending" | "preparing" | "running" | "waiting_for_input" | "idle" | "stopping" | "ended";
                            /** @description Of terminals that said something of themselves. */
                            terminal?: {
                                /**
                                 * Format: date-time
                                 * @description When it rang last.
                                 */
                                bell?: string;
                                /** @description What its program calls its window: one line of at most 200 characters. */
                                programTitle?: string;
                            };
                            title: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description Of all its turns. */
                            usage?: {
                                /** @default 0 */
                                cacheReadTokens: number;
                                /** @default 0 */
                                cacheWriteTokens: number;
                                /** @description Missing where the agent does not say what it costs. */
                                costUsd?: number;
                                inputTokens: number;
                                outputTokens: number;
                            };
                            workspaceId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/screen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The terminal's screen as text and as a restoring sequence, now or at an earlier event */
        get: {
            parameters: {
                query?: {
                    /** @description As it was at this event. Without it, as it is now. */
                    at?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cols: number;
                            cursor: {
                                x: number;
                                y: number;
                            };
                            /** @description Writing this to an empty terminal of the same size restores screen, modes and recent scrollback. */
                            restore: string;
                            rows: number;
                            /** @description The screen shows everything up to and including this event. */
                            seq: number;
                            /** @description The visible rows as plain text. */
                            text: string;
                            title: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** With whom the session is shared */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @enum {string} */
                                access: "view" | "write";
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                expiresAt?: string;
                                id: string;
                                /** @description The person's name, or the link's label. */
                                name: string;
                                userId?: string;
                                /** @enum {string} */
                                with: "person" | "link";
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Share the session with a person, or by a link that expires */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        access: "view" | "write";
                        /** Format: email */
                        email: string;
                        /** Format: date-time */
                        expiresAt?: string;
                        /** @enum {string} */
                        with: "person";
                    } | {
                        /** @enum {string} */
                        access: "view" | "write";
                        /** @default 24 */
                        expiresInHours?: number;
                        /** @description How those who come by it are called. */
                        label: string;
                        /** @enum {string} */
                        with: "link";
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            access: "view" | "write";
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            expiresAt?: string;
                            id: string;
                            /** @description The person's name, or the link's label. */
                            name: string;
                            token?: string;
                            url?: string;
                            userId?: string;
                            /** @enum {string} */
                            with: "person" | "link";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/shares/{shareId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Stop sharing; what is open under it closes at once */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    shareId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a session's processes; its history stays */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description What you may do with it: look, type, or all.
                             * @enum {string}
                             */
                            access: "view" | "write" | "own";
                            agent?: {
                                abilities?: {
                                    changeInput: boolean;
                                    denyWithReason: boolean;
                                    fork: boolean;
                                    images: boolean;
                                    resume: boolean;
                                    /** @description It hears what is said while it works. */
                                    steer: boolean;
                                    /** @description Rules see every use of a tool, not only what it would ask for. */
                                    watchEveryTool: boolean;
                                };
                                /** @description What was set for this session alone. */
                                budgets?: {
                                    limit: number;
                                    /**
                                     * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                     * @enum {string}
                                     */
                                    measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                    /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                                    stopsWithinTurn?: boolean;
                                    /** @enum {string} */
                                    window: "session" | "day" | "month";
                                }[];
                                /** @description Its process has ended to save memory; the next message brings it back. */
                                isAsleep: boolean;
                                /**
                                 * @description A budget is spent: what is said to it waits.
                                 * @enum {boolean}
                                 */
                                isHeld?: true;
                                /** @description Messages that wait for the turn to end. */
                                queued: number;
                                turns: number;
                                /** @description Approvals and questions that are open. */
                                waiting: number;
                            };
                            /** @description Clients that follow the session right now. */
                            attached: number;
                            capabilities: {
                                documents: boolean;
                                input: boolean;
                                interrupt: boolean;
                                messages: boolean;
                                resize: boolean;
                                resume: boolean;
                                screen: boolean;
                            };
                            cols?: number;
                            /** Format: date-time */
                            createdAt: string;
                            cwd?: string;
                            /** Format: date-time */
                            endedAt?: string;
                            exitCode?: number;
                            held?: {
                                /** @enum {string} */
                                code: "storage-full" | "storage-unwritable" | "runner-reconnecting";
                                detail: string;
                                /** Format: date-time */
                                since: string;
                            };
                            id: string;
                            /**
                             * @description How its latest process is kept apart from the machine.
                             * @enum {string}
                             */
                            isolation?: "none" | "uid" | "bubblewrap" | "container";
                            /** @description Others can see it, or have a link to it. */
                            isShared: boolean;
                            /** @enum {string} */
                            kind: "terminal" | "agent" | "editor";
                            lastSeq: number;
                            /** @description 1 for the first process, one more for each resume. */
                            launch: number;
                            mode?: string;
                            model?: string;
                            /** @enum {string} */
                            outcome?: "completed" | "stopped" | "failed" | "lost";
                            ownerId: string;
                            /** @description Who has the session in front of them right now. */
                            present: {
                                /** @enum {string} */
                                access: "view" | "write" | "own";
                                /** @description Their windows and programs that follow it. */
                                clients: number;
                                /** @description It is whoever asks. */
                                isYou: boolean;
                                name: string;
                                /** @description The link that a guest came by. */
                                shareId?: string;
                                /** @description Absent for guests, who came by a link. */
                                userId?: string;
                            }[];
                            provider?: string;
                            reason?: string;
                            rows?: number;
                            /** @description Where its process is. Only its owner is told. */
                            runner?: {
                                id: string;
                                /** @description Its machine's name. */
                                name: string;
                            };
                            /** @description Whose session it is, when it is not yours. */
                            sharedBy?: string;
                            shell?: string;
                            signal?: string;
                            /** @enum {string} */
                            status: "pending" | "preparing" | "running" | "waiting_for_input" | "idle" | "stopping" | "ended";
                            /** @description Of terminals that said something of themselves. */
                            terminal?: {
                                /**
                                 * Format: date-time
                                 * @description When it rang last.
                                 */
                                bell?: string;
                                /** @description What its program calls its window: one line of at most 200 characters. */
                                programTitle?: string;
                            };
                            title: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description Of all its turns. */
                            usage?: {
                                /** @default 0 */
                                cacheReadTokens: number;
                                /** @default 0 */
                                cacheWriteTokens: number;
                                /** @description Missing where the agent does not say what it costs. */
                                costUsd?: number;
                                inputTokens: number;
                                outputTokens: number;
                            };
                            workspaceId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When and where things happened in the session, by parts */
        get: {
            parameters: {
                query?: {
                    after?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The last event of the session. */
                            lastSeq: number;
                            marks: {
                                at: number;
                                isError?: boolean;
                                /** @description What it is about, as the log says it: a title, a command, a size, an outcome. */
                                label?: string;
                                seq: number;
                                /** @enum {string} */
                                type: "prompt" | "command" | "message" | "answer" | "tool" | "approval" | "answered" | "turn-end" | "error" | "started" | "resumed" | "ended" | "exit" | "resize" | "title" | "bell";
                            }[];
                            /** @description The `after` of the next part. */
                            nextCursor: string | null;
                            /** @description Number and time of events, in order: at least one for each second in which something happened, and both ends of every pause. */
                            times: [
                                number,
                                number
                            ][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}/transcript": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an agent's session reads like: the newest part, or one before it */
        get: {
            parameters: {
                query?: {
                    /** @description Only what begins before this event. */
                    before?: number;
                    /** @description At least so many items where there are: a page holds whole turns. */
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: ({
                                at: number;
                                attachments?: {
                                    bytes: number;
                                    mimeType: string;
                                    name?: string;
                                }[];
                                by?: {
                                    name: string;
                                    userId?: string;
                                };
                                /** @description Said while the agent worked, for it to hear at once. */
                                isSteering?: boolean;
                                /** @description Of the newest event that changed it. */
                                lastSeq: number;
                                messageId: string;
                                /** @description The item of the tool whose sub-agent this is of. */
                                parent?: number;
                                /** @enum {string} */
                                role: "user" | "agent";
                                /** @description Of the event it began with: its name in the transcript. */
                                seq: number;
                                /** @description How the files were before the agent was given it. */
                                snapshotId?: string;
                                /**
                                 * @description `cut`: it ended before it was whole; what there is of it is kept.
                                 * @enum {string}
                                 */
                                state: "streaming" | "complete" | "cut";
                                text: string;
                                /** @enum {string} */
                                type: "message";
                            } | {
                                at: number;
                                /** @description Of the newest event that changed it. */
                                lastSeq: number;
                                messageId: string;
                                /** @description The item of the tool whose sub-agent this is of. */
                                parent?: number;
                                /** @description Of the event it began with: its name in the transcript. */
                                seq: number;
                                /**
                                 * @description `cut`: it ended before it was whole; what there is of it is kept.
                                 * @enum {string}
                                 */
                                state: "streaming" | "complete" | "cut";
                                text: string;
                                /** @enum {string} */
                                type: "thinking";
                            } | {
                                approval?: {
                                    answer?: {
                                        /** @description By question: the label of an option, several of them, or words of your own. */
                                        answers?: {
                                            [key: string]: string | string[];
                                        };
                                        at: number;
                                        by: ("rule" | "expiry" | "ended") | {
                                            device?: string;
                                            name: string;
                                            userId?: string;
                                        };
                                        /** @enum {string} */
                                        decision: "allow" | "deny";
                                        message?: string;
                                        rule?: string;
                                    };
                                    approvalId: string;
                                    expiresAt?: number;
                                    prompt?: string;
                                };
                                at: number;
                                /** @description What it would change in files. */
                                diff?: {
                                    newText: string;
                                    oldText?: string;
                                    path: string;
                                }[];
                                input: {
                                    [key: string]: unknown;
                                };
                                isCut?: boolean;
                                /** @enum {string} */
                                kind?: "read" | "edit" | "delete" | "move" | "search" | "execute" | "think" | "fetch" | "switch_mode" | "agent" | "other";
                                /** @description Of the newest event that changed it. */
                                lastSeq: number;
                                locations?: {
                                    line?: number;
                                    path: string;
                                }[];
                                /** @description What it gave, or has printed so far. */
                                output: string;
                                /** @description The item of the tool whose sub-agent this is of. */
                                parent?: number;
                                /** @description Of the event it began with: its name in the transcript. */
                                seq: number;
                                /**
                                 * @description `unfinished`: its turn ended, and it has given no result.
                                 * @enum {string}
                                 */
                                state: "running" | "waiting" | "done" | "failed" | "denied" | "unfinished";
                                /** @description What it does, in words. */
                                title?: string;
                                /** @description As its agent calls it. */
                                tool: string;
                                toolUseId: string;
                                /** @enum {string} */
                                type: "tool";
                            } | {
                                answer?: {
                                    /** @description By question: the label of an option, several of them, or words of your own. */
                                    answers?: {
                                        [key: string]: string | string[];
                                    };
                                    at: number;
                                    by: ("rule" | "expiry" | "ended") | {
                                        device?: string;
                                        name: string;
                                        userId?: string;
                                    };
                                    /** @enum {string} */
                                    decision: "allow" | "deny";
                                    message?: string;
                                    rule?: string;
                                };
                                approvalId: string;
                                /** @enum {string} */
                                ask: "permission" | "question" | "plan" | "sign-in" | "budget" | "failure";
                                at: number;
                                expiresAt?: number;
                                input?: {
                                    [key: string]: unknown;
                                };
                                /** @description Of the newest event that changed it. */
                                lastSeq: number;
                                /** @description The item of the tool whose sub-agent this is of. */
                                parent?: number;
                                plan?: string;
                                prompt: string;
                                questions?: {
                                    header?: string;
                                    /** @default false */
                                    multiSelect: boolean;
                                    options: {
                                        description?: string;
                                        label: string;
                                    }[];
                                    /** @description Also its name among the answers. */
                                    question: string;
                                }[];
                                /** @description Of the event it began with: its name in the transcript. */
                                seq: number;
                                tool?: string;
                                /** @enum {string} */
                                type: "approval";
                            } | {
                                at: number;
                                entries: {
                                    content: string;
                                    /** @enum {string} */
                                    priority?: "high" | "medium" | "low";
                                    /** @enum {string} */
                                    status: "pending" | "in_progress" | "completed";
                                }[];
                                /** @description Of the newest event that changed it. */
                                lastSeq: number;
                                /** @description The item of the tool whose sub-agent this is of. */
                                parent?: number;
                                /** @description Of the event it began with: its name in the transcript. */
                                seq: number;
                                /** @enum {string} */
                                type: "plan";
                            } | {
                                at: number;
                                /** @description Of the newest event that changed it. */
                                lastSeq: number;
                                mode?: string;
                                model?: string;
                                /** @description The item of the tool whose sub-agent this is of. */
                                parent?: number;
                                /** @description Of the event it began with: its name in the transcript. */
                                seq: number;
                                /** @enum {string} */
                                type: "mode";
                            } | {
                                at: number;
                                code: string;
                                /** @description Of the newest event that changed it. */
                                lastSeq: number;
                                /** @description The item of the tool whose sub-agent this is of. */
                                parent?: number;
                                retryInMs?: number;
                                /** @description Of the event it began with: its name in the transcript. */
                                seq: number;
                                text: string;
                                /** @enum {string} */
                                type: "notice";
                            } | {
                                at: number;
                                code: string;
                                /** @description Of the newest event that changed it. */
                                lastSeq: number;
                                /** @description The item of the tool whose sub-agent this is of. */
                                parent?: number;
                                /** @description Of the event it began with: its name in the transcript. */
                                seq: number;
                                text: string;
                                /** @enum {string} */
                                type: "error";
                            } | {
                                at: number;
                                /** @description Of the newest event that changed it. */
                                lastSeq: number;
                                messageIds: string[];
                                /** @description The item of the tool whose sub-agent this is of. */
                                parent?: number;
                                /** @description Of the event it began with: its name in the transcript. */
                                seq: number;
                                turn: number;
                                /** @enum {string} */
                                type: "turn";
                                usage?: {
                                    /** @default 0 */
                                    cacheReadTokens: number;
                                    /** @default 0 */
                                    cacheWriteTokens: number;
                                    /** @description So much of its context is filled. */
                                    contextTokens?: number;
                                    contextWindow?: number;
                                    /** @description Missing where the agent does not say what it costs. */
                                    costUsd?: number;
                                    inputTokens: number;
                                    outputTokens: number;
                                };
                            } | {
                                at: number;
                                /** @description Of the newest event that changed it. */
                                lastSeq: number;
                                /** @description How long the turn took. */
                                ms?: number;
                                /**
                                 * @description `cut_short`: the agent stopped at a limit of length or steps and can be told to go on.
                                 * @enum {string}
                                 */
                                outcome: "completed" | "interrupted" | "failed" | "refused" | "cut_short";
                                /** @description The item of the tool whose sub-agent this is of. */
                                parent?: number;
                                /** @description Of the event it began with: its name in the transcript. */
                                seq: number;
                                summary: string;
                                turn?: number;
                                /** @enum {string} */
                                type: "turn-end";
                                usage?: {
                                    /** @default 0 */
                                    cacheReadTokens: number;
                                    /** @default 0 */
                                    cacheWriteTokens: number;
                                    /** @description So much of its context is filled. */
                                    contextTokens?: number;
                                    contextWindow?: number;
                                    /** @description Missing where the agent does not say what it costs. */
                                    costUsd?: number;
                                    inputTokens: number;
                                    outputTokens: number;
                                };
                            } | {
                                at: number;
                                /** @description Of the newest event that changed it. */
                                lastSeq: number;
                                /** @enum {string} */
                                outcome?: "completed" | "stopped" | "failed" | "lost";
                                /** @description The item of the tool whose sub-agent this is of. */
                                parent?: number;
                                reason?: string;
                                /** @description Of the event it began with: its name in the transcript. */
                                seq: number;
                                /** @enum {string} */
                                type: "ended";
                            } | {
                                at: number;
                                /** @description Of the newest event that changed it. */
                                lastSeq: number;
                                /** @description The item of the tool whose sub-agent this is of. */
                                parent?: number;
                                /** @description Of the event it began with: its name in the transcript. */
                                seq: number;
                                /** @enum {string} */
                                type: "resumed";
                            })[];
                            /** @description Everything up to this event is in it. */
                            lastSeq: number;
                            /** @description The `before` of the page that comes before this one. */
                            nextCursor: string | null;
                            /** @description What the agent can be given: its models, modes and commands. */
                            offers: {
                                commands: {
                                    /** @default  */
                                    description: string;
                                    /** @description What may follow it. */
                                    hint?: string;
                                    name: string;
                                }[];
                                models: {
                                    description?: string;
                                    id: string;
                                    name: string;
                                }[];
                                modes: {
                                    description?: string;
                                    id: string;
                                    name: string;
                                }[];
                            };
                            /** @description Said, and not yet given to the agent. */
                            queued: {
                                by?: {
                                    name: string;
                                    userId?: string;
                                };
                                messageId: string;
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What holds for everybody here, and where each setting comes from */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agentProvider: {
                                /** @description The agent of sessions that name none. */
                                default: string;
                                /** @description What fixes it: a variable, or a line of config.json. */
                                fixedBy?: string;
                                /**
                                 * @description `set` by an administrator; `fixed` where the server is started, which wins.
                                 * @enum {string}
                                 */
                                origin: "default" | "set" | "fixed";
                                /** @description The agent of sessions that name none. */
                                value: string;
                            };
                            agentSleep: {
                                /** @description Seconds that an agent rests before its process ends. */
                                default: "none" | number;
                                /** @description What fixes it: a variable, or a line of config.json. */
                                fixedBy?: string;
                                /**
                                 * @description `set` by an administrator; `fixed` where the server is started, which wins.
                                 * @enum {string}
                                 */
                                origin: "default" | "set" | "fixed";
                                /** @description Seconds that an agent rests before its process ends. */
                                value: "none" | number;
                            };
                            approvalTimeout: {
                                /** @description Seconds that a question of an agent stays open. */
                                default: "none" | number;
                                /** @description What fixes it: a variable, or a line of config.json. */
                                fixedBy?: string;
                                /**
                                 * @description `set` by an administrator; `fixed` where the server is started, which wins.
                                 * @enum {string}
                                 */
                                origin: "default" | "set" | "fixed";
                                /** @description Seconds that a question of an agent stays open. */
                                value: "none" | number;
                            };
                            quotaDiskMib: {
                                /** @description MiB that one person's workspaces may take; beyond it nothing new starts. */
                                default: "none" | number;
                                /** @description What fixes it: a variable, or a line of config.json. */
                                fixedBy?: string;
                                /**
                                 * @description `set` by an administrator; `fixed` where the server is started, which wins.
                                 * @enum {string}
                                 */
                                origin: "default" | "set" | "fixed";
                                /** @description MiB that one person's workspaces may take; beyond it nothing new starts. */
                                value: "none" | number;
                            };
                            quotaLiveSessions: {
                                /** @description Live sessions that one person may have. */
                                default: number;
                                /** @description What fixes it: a variable, or a line of config.json. */
                                fixedBy?: string;
                                /**
                                 * @description `set` by an administrator; `fixed` where the server is started, which wins.
                                 * @enum {string}
                                 */
                                origin: "default" | "set" | "fixed";
                                /** @description Live sessions that one person may have. */
                                value: number;
                            };
                            quotaStartsPerMinute: {
                                /** @description Sessions that one person may start within a minute. */
                                default: number;
                                /** @description What fixes it: a variable, or a line of config.json. */
                                fixedBy?: string;
                                /**
                                 * @description `set` by an administrator; `fixed` where the server is started, which wins.
                                 * @enum {string}
                                 */
                                origin: "default" | "set" | "fixed";
                                /** @description Sessions that one person may start within a minute. */
                                value: number;
                            };
                            registration: {
                                /**
                                 * @description Who may make an account.
                                 * @enum {string}
                                 */
                                default: "open" | "invite" | "closed";
                                /** @description What fixes it: a variable, or a line of config.json. */
                                fixedBy?: string;
                                /**
                                 * @description `set` by an administrator; `fixed` where the server is started, which wins.
                                 * @enum {string}
                                 */
                                origin: "default" | "set" | "fixed";
                                /**
                                 * @description Who may make an account.
                                 * @enum {string}
                                 */
                                value: "open" | "invite" | "closed";
                            };
                            retentionDays: {
                                /** @description Days after which ended sessions are removed, with all they hold. */
                                default: "none" | number;
                                /** @description What fixes it: a variable, or a line of config.json. */
                                fixedBy?: string;
                                /**
                                 * @description `set` by an administrator; `fixed` where the server is started, which wins.
                                 * @enum {string}
                                 */
                                origin: "default" | "set" | "fixed";
                                /** @description Days after which ended sessions are removed, with all they hold. */
                                value: "none" | number;
                            };
                        };
                    };
                };
            };
        };
        /** Change settings at once; those that are not named stay, null takes one back to its default */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        agentProvider?: string | null;
                        agentSleep?: ("none" | number) | null;
                        approvalTimeout?: ("none" | number) | null;
                        quotaDiskMib?: ("none" | number) | null;
                        quotaLiveSessions?: number | null;
                        quotaStartsPerMinute?: number | null;
                        registration?: ("open" | "invite" | "closed") | null;
                        retentionDays?: ("none" | number) | null;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agentProvider: {
                                /** @description The agent of sessions that name none. */
                                default: string;
                                /** @description What fixes it: a variable, or a line of config.json. */
                                fixedBy?: string;
                                /**
                                 * @description `set` by an administrator; `fixed` where the server is started, which wins.
                                 * @enum {string}
                                 */
                                origin: "default" | "set" | "fixed";
                                /** @description The agent of sessions that name none. */
                                value: string;
                            };
                            agentSleep: {
                                /** @description Seconds that an agent rests before its process ends. */
                                default: "none" | number;
                                /** @description What fixes it: a variable, or a line of config.json. */
                                fixedBy?: string;
                                /**
                                 * @description `set` by an administrator; `fixed` where the server is started, which wins.
                                 * @enum {string}
                                 */
                                origin: "default" | "set" | "fixed";
                                /** @description Seconds that an agent rests before its process ends. */
                                value: "none" | number;
                            };
                            approvalTimeout: {
                                /** @description Seconds that a question of an agent stays open. */
                                default: "none" | number;
                                /** @description What fixes it: a variable, or a line of config.json. */
                                fixedBy?: string;
                                /**
                                 * @description `set` by an administrator; `fixed` where the server is started, which wins.
                                 * @enum {string}
                                 */
                                origin: "default" | "set" | "fixed";
                                /** @description Seconds that a question of an agent stays open. */
                                value: "none" | number;
                            };
                            quotaDiskMib: {
                                /** @description MiB that one person's workspaces may take; beyond it nothing new starts. */
                                default: "none" | number;
                                /** @description What fixes it: a variable, or a line of config.json. */
                                fixedBy?: string;
                                /**
                                 * @description `set` by an administrator; `fixed` where the server is started, which wins.
                                 * @enum {string}
                                 */
                                origin: "default" | "set" | "fixed";
                                /** @description MiB that one person's workspaces may take; beyond it nothing new starts. */
                                value: "none" | number;
                            };
                            quotaLiveSessions: {
                                /** @description Live sessions that one person may have. */
                                default: number;
                                /** @description What fixes it: a variable, or a line of config.json. */
                                fixedBy?: string;
                                /**
                                 * @description `set` by an administrator; `fixed` where the server is started, which wins.
                                 * @enum {string}
                                 */
                                origin: "default" | "set" | "fixed";
                                /** @description Live sessions that one person may have. */
                                value: number;
                            };
                            quotaStartsPerMinute: {
                                /** @description Sessions that one person may start within a minute. */
                                default: number;
                                /** @description What fixes it: a variable, or a line of config.json. */
                                fixedBy?: string;
                                /**
                                 * @description `set` by an administrator; `fixed` where the server is started, which wins.
                                 * @enum {string}
                                 */
                                origin: "default" | "set" | "fixed";
                                /** @description Sessions that one person may start within a minute. */
                                value: number;
                            };
                            registration: {
                                /**
                                 * @description Who may make an account.
                                 * @enum {string}
                                 */
                                default: "open" | "invite" | "closed";
                                /** @description What fixes it: a variable, or a line of config.json. */
                                fixedBy?: string;
                                /**
                                 * @description `set` by an administrator; `fixed` where the server is started, which wins.
                                 * @enum {string}
                                 */
                                origin: "default" | "set" | "fixed";
                                /**
                                 * @description Who may make an account.
                                 * @enum {string}
                                 */
                                value: "open" | "invite" | "closed";
                            };
                            retentionDays: {
                                /** @description Days after which ended sessions are removed, with all they hold. */
                                default: "none" | number;
                                /** @description What fixes it: a variable, or a line of config.json. */
                                fixedBy?: string;
                                /**
                                 * @description `set` by an administrator; `fixed` where the server is started, which wins.
                                 * @enum {string}
                                 */
                                origin: "default" | "set" | "fixed";
                                /** @description Days after which ended sessions are removed, with all they hold. */
                                value: "none" | number;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is an owner needed? */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ownerNeeded: boolean;
                            /** @enum {string} */
                            registration: "open" | "invite" | "closed";
                            setupKeyNeeded: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shared": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The session that the link in my hand opens */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description What you may do with it: look, type, or all.
                             * @enum {string}
                             */
                            access: "view" | "write" | "own";
                            agent?: {
                                abilities?: {
                                    changeInput: boolean;
                                    denyWithReason: boolean;
                                    fork: boolean;
                                    images: boolean;
                                    resume: boolean;
                                    /** @description It hears what is said while it works. */
                                    steer: boolean;
                                    /** @description Rules see every use of a tool, not only what it would ask for. */
                                    watchEveryTool: boolean;
                                };
                                /** @description What was set for this session alone. */
                                budgets?: {
                                    limit: number;
                                    /**
                                     * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                     * @enum {string}
                                     */
                                    measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                    /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                                    stopsWithinTurn?: boolean;
                                    /** @enum {string} */
                                    window: "session" | "day" | "month";
                                }[];
                                /** @description Its process has ended to save memory; the next message brings it back. */
                                isAsleep: boolean;
                                /**
                                 * @description A budget is spent: what is said to it waits.
                                 * @enum {boolean}
                                 */
                                isHeld?: true;
                                /** @description Messages that wait for the turn to end. */
                                queued: number;
                                turns: number;
                                /** @description Approvals and questions that are open. */
                                waiting: number;
                            };
                            /** @description Clients that follow the session right now. */
                            attached: number;
                            capabilities: {
                                documents: boolean;
                                input: boolean;
                                interrupt: boolean;
                                messages: boolean;
                                resize: boolean;
                                resume: boolean;
                                screen: boolean;
                            };
                            cols?: number;
                            /** Format: date-time */
                            createdAt: string;
                            cwd?: string;
                            /** Format: date-time */
                            endedAt?: string;
                            exitCode?: number;
                            held?: {
                                /** @enum {string} */
                                code: "storage-full" | "storage-unwritable" | "runner-reconnecting";
                                detail: string;
                                /** Format: date-time */
                                since: string;
                            };
                            id: string;
                            /**
                             * @description How its latest process is kept apart from the machine.
                             * @enum {string}
                             */
                            isolation?: "none" | "uid" | "bubblewrap" | "container";
                            /** @description Others can see it, or have a link to it. */
                            isShared: boolean;
                            /** @enum {string} */
                            kind: "terminal" | "agent" | "editor";
                            lastSeq: number;
                            /** @description 1 for the first process, one more for each resume. */
                            launch: number;
                            mode?: string;
                            model?: string;
                            /** @enum {string} */
                            outcome?: "completed" | "stopped" | "failed" | "lost";
                            ownerId: string;
                            /** @description Who has the session in front of them right now. */
                            present: {
                                /** @enum {string} */
                                access: "view" | "write" | "own";
                                /** @description Their windows and programs that follow it. */
                                clients: number;
                                /** @description It is whoever asks. */
                                isYou: boolean;
                                name: string;
                                /** @description The link that a guest came by. */
                                shareId?: string;
                                /** @description Absent for guests, who came by a link. */
                                userId?: string;
                            }[];
                            provider?: string;
                            reason?: string;
                            rows?: number;
                            /** @description Where its process is. Only its owner is told. */
                            runner?: {
                                id: string;
                                /** @description Its machine's name. */
                                name: string;
                            };
                            /** @description Whose session it is, when it is not yours. */
                            sharedBy?: string;
                            shell?: string;
                            signal?: string;
                            /** @enum {string} */
                            status: "pending" | "preparing" | "running" | "waiting_for_input" | "idle" | "stopping" | "ended";
                            /** @description Of terminals that said something of themselves. */
                            terminal?: {
                                /**
                                 * Format: date-time
                                 * @description When it rang last.
                                 */
                                bell?: string;
                                /** @description What its program calls its window: one line of at most 200 characters. */
                                programTitle?: string;
                            };
                            title: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description Of all its turns. */
                            usage?: {
                                /** @default 0 */
                                cacheReadTokens: number;
                                /** @default 0 */
                                cacheWriteTokens: number;
                                /** @description Missing where the agent does not say what it costs. */
                                costUsd?: number;
                                inputTokens: number;
                                outputTokens: number;
                            };
                            workspaceId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sign-in providers of this installation */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description What to register with the provider. */
                                callbackUrl: string;
                                clientId: string;
                                enabled: boolean;
                                hasSecret: boolean;
                                id: string;
                                /** @description The issuer of an OIDC provider; for GitHub the address of its site. */
                                issuer: string;
                                /** @enum {string} */
                                kind: "oidc" | "github";
                                name: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in-providers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set a sign-in provider up, or change it; the secret is kept sealed */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        clientId: string;
                        /** @description Left out, the one that is known stays. */
                        clientSecret?: string;
                        /** @default true */
                        enabled?: boolean;
                        /**
                         * Format: uri
                         * @description For GitHub its own site by default.
                         */
                        issuer?: string;
                        /** @enum {string} */
                        kind: "oidc" | "github";
                        name: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What to register with the provider. */
                            callbackUrl: string;
                            clientId: string;
                            enabled: boolean;
                            hasSecret: boolean;
                            id: string;
                            /** @description The issuer of an OIDC provider; for GitHub the address of its site. */
                            issuer: string;
                            /** @enum {string} */
                            kind: "oidc" | "github";
                            name: string;
                        };
                    };
                };
            };
        };
        post?: never;
        /** Remove a sign-in provider; who is signed in stays so */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What my agents have used; deleted sessions count too */
        get: {
            parameters: {
                query?: {
                    by?: "day" | "session" | "user" | "provider" | "model";
                    /** @description A day of the server's time zone. */
                    from?: string;
                    /** @description This day included. */
                    to?: string;
                    /** @description For administrators: somebody else's, or everybody's. */
                    user?: "all" | string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            by: "day" | "session" | "user" | "provider" | "model";
                            items: {
                                cacheReadTokens: number;
                                cacheWriteTokens: number;
                                /** @description Of the turns whose cost is known; missing where none is, which is not the same as nothing. */
                                costUsd?: number;
                                inputTokens: number;
                                /** @description The day, or the id of the session, person or provider, or the model. */
                                key: string;
                                /** @description The session's title while it exists, or the person's name. */
                                name?: string;
                                outputTokens: number;
                                toolCalls: number;
                                turns: number;
                                /** @description Turns of which the agent did not say what they cost. */
                                turnsWithoutCost: number;
                                /** @description How long turns took, without the time they waited for a person. */
                                workedMs: number;
                            }[];
                            total: {
                                cacheReadTokens: number;
                                cacheWriteTokens: number;
                                /** @description Of the turns whose cost is known; missing where none is, which is not the same as nothing. */
                                costUsd?: number;
                                inputTokens: number;
                                outputTokens: number;
                                toolCalls: number;
                                turns: number;
                                /** @description Turns of which the agent did not say what they cost. */
                                turnsWithoutCost: number;
                                /** @description How long turns took, without the time they waited for a person. */
                                workedMs: number;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody who has an account */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                createdAt: string;
                                disabled: boolean;
                                email: string;
                                id: string;
                                name: string;
                                /** @enum {string} */
                                role: "owner" | "admin" | "member";
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change someone's role, or switch the account off; what is open ends */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        disabled?: boolean;
                        /** @enum {string} */
                        role?: "admin" | "member";
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            createdAt: string;
                            disabled: boolean;
                            email: string;
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "member";
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/users/{id}/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a link with which someone can set a new password, once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            expiresAt: string;
                            token: string;
                            url: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your git identities, the oldest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    userId: "me" | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                authorEmail: string;
                                authorName: string;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description SHA256:…, as ssh-keygen writes it. */
                                fingerprint: string;
                                id: string;
                                /** @description The one that is taken when none is named. */
                                isDefault: boolean;
                                name: string;
                                /** @description One line, as git hosts take it. */
                                publicKey: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Make an identity, with a key that is made here or one you bring */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    userId: "me" | string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: email */
                        authorEmail: string;
                        authorName: string;
                        /**
                         * @description The first one is it anyway.
                         * @enum {boolean}
                         */
                        isDefault?: true;
                        name: string;
                        /** @description What opens the private key, when it has one. */
                        passphrase?: string;
                        /** @description An OpenSSH or PEM private key. Left out, a key is made. */
                        privateKey?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            authorEmail: string;
                            authorName: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description SHA256:…, as ssh-keygen writes it. */
                            fingerprint: string;
                            id: string;
                            /** @description The one that is taken when none is named. */
                            isDefault: boolean;
                            name: string;
                            /** @description One line, as git hosts take it. */
                            publicKey: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/identities/{identityId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One identity, with its public key */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    identityId: string;
                    userId: "me" | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            authorEmail: string;
                            authorName: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description SHA256:…, as ssh-keygen writes it. */
                            fingerprint: string;
                            id: string;
                            /** @description The one that is taken when none is named. */
                            isDefault: boolean;
                            name: string;
                            /** @description One line, as git hosts take it. */
                            publicKey: string;
                        };
                    };
                };
            };
        };
        /** Change name and author, replace the key, or make it the default */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    identityId: string;
                    userId: "me" | string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: email */
                        authorEmail: string;
                        authorName: string;
                        /**
                         * @description The first one is it anyway.
                         * @enum {boolean}
                         */
                        isDefault?: true;
                        name: string;
                        /** @description What opens the private key, when it has one. */
                        passphrase?: string;
                        /** @description Replaces the key. Left out, the one that is known stays. */
                        privateKey?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            authorEmail: string;
                            authorName: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description SHA256:…, as ssh-keygen writes it. */
                            fingerprint: string;
                            id: string;
                            /** @description The one that is taken when none is named. */
                            isDefault: boolean;
                            name: string;
                            /** @description One line, as git hosts take it. */
                            publicKey: string;
                        };
                    };
                };
            };
        };
        post?: never;
        /** Delete an identity and its private key */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    identityId: string;
                    userId: "me" | string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/identities/{identityId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Knock at a git host with this identity, and say what came of it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    identityId: string;
                    userId: "me" | string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        host: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            detail: string;
                            /** @description Whom was asked, as ssh://user@host:port. */
                            host: string;
                            hostKey?: {
                                fingerprint: string;
                                /** @description It was not known before, and is from now on. */
                                isNew: boolean;
                                type: string;
                            };
                            /** @description Where the host's key changed: those that it had before. */
                            knownFingerprints?: string[];
                            ok: boolean;
                            /** @enum {string} */
                            outcome: "welcomed" | "key-refused" | "host-unknown" | "unreachable" | "host-key-changed" | "not-understood";
                            /** @description What the host calls the one who came, when it says. */
                            who?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/known-hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Trust the key that a git host shows now, if its fingerprint is this one */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    userId: "me" | string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        fingerprint: string;
                        host: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            host: string;
                            hostKey: {
                                fingerprint: string;
                                /** @description It was not known before, and is from now on. */
                                isNew: boolean;
                                type: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My workspaces; those that were deleted and can be restored on request */
        get: {
            parameters: {
                query?: {
                    deleted?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description The commit that its branch began at. */
                                baseCommit?: string;
                                /** @description The branch that was made for it. */
                                branch?: string;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                deletedAt?: string;
                                /** @description The workspace it is a copy of. */
                                from?: string;
                                /**
                                 * Format: date-time
                                 * @description When a deleted workspace goes for good.
                                 */
                                goneAt?: string;
                                id: string;
                                /** @description As whom it speaks to its host and commits. */
                                identityId?: string;
                                /** @description Sessions that name no workspace start in it. */
                                isDefault: boolean;
                                /** @description Dispatch made its folder. One that was there before is never moved or deleted. */
                                isMade: boolean;
                                /**
                                 * @description Its owner offers it to be copied.
                                 * @default false
                                 */
                                isTemplate: boolean;
                                /** @enum {string} */
                                kind: "plain" | "clone" | "worktree" | "copy";
                                /**
                                 * Format: date-time
                                 * @description When something last changed in one of its sessions.
                                 */
                                lastUsedAt?: string;
                                liveSessions: number;
                                name: string;
                                path: string;
                                /** @description Ports that no other workspace is given. */
                                ports?: {
                                    count: number;
                                    first: number;
                                    names: {
                                        [key: string]: number;
                                    };
                                };
                                /** @description The code of what it failed with. */
                                problem?: string;
                                /** @description How far what is done to it now has come. */
                                progress?: {
                                    /** @description Objects and bytes, in git's own words. */
                                    detail?: string;
                                    percent?: number;
                                    /** @description The terminal in which it can be watched. */
                                    sessionId?: string;
                                    /** @description What git is doing, such as `Receiving objects`. */
                                    step: string;
                                };
                                /** @description The one that was opened last. */
                                pullRequest?: {
                                    host: string;
                                    /** @enum {string} */
                                    kind: "github" | "gitlab";
                                    number: number;
                                    /** @description Owner and name of the repository, with all groups. */
                                    project: string;
                                    url: string;
                                };
                                /** @description Why it failed, and what to do about it. */
                                reason?: string;
                                /** @description The branch, tag or commit that it was made from. */
                                ref?: string;
                                repo?: {
                                    id: string;
                                    name: string;
                                    url: string;
                                };
                                services?: {
                                    command: string;
                                    name: string;
                                    port?: number;
                                    /** @description The terminal that was started for it last. */
                                    sessionId?: string;
                                }[];
                                /** @description Sessions that have their history in it, live and ended. */
                                sessions: number;
                                setUp?: {
                                    /** @description What was carried over, and what was left out. */
                                    notes: string[];
                                    /** @description The code of what it failed with. */
                                    problem?: string;
                                    /** @description Why it failed. */
                                    reason?: string;
                                    /** @description The terminal that it runs in, or ran in last. */
                                    sessionId?: string;
                                    /**
                                     * @description `left-out`: it was not wanted.
                                     * @enum {string}
                                     */
                                    state: "waiting" | "running" | "done" | "failed" | "left-out";
                                };
                                /**
                                 * @description `preparing`: being made; `failed`: it could not be, and `reason` says why; `archived`: deleted, and can be restored.
                                 * @enum {string}
                                 */
                                status: "preparing" | "ready" | "failed" | "archived";
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Make a workspace */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "plain";
                        name: string;
                        /** @description A folder that is there already. Only the owner of the installation may name one. */
                        path?: string;
                    } | {
                        /** @description What its new branch is to be called. A number is added where the host has one of this name. */
                        branch?: string;
                        /** @description The workspace of the same repository that ignored files are carried over from; the one used last if it is left out. */
                        carryFrom?: string;
                        /** @enum {string} */
                        kind: "worktree";
                        /** @description Named for its repository if it is left out. */
                        name?: string;
                        repo: {
                            /** @description One that is known; else give its address. */
                            id?: string;
                            identityId?: string;
                            /** @description A branch, a tag or a commit; the default branch if it is left out. */
                            ref?: string;
                            /** @description `git@host:path`, `ssh://…`, `https://…`; the owner of the installation may give `file:///…` too. */
                            url?: string;
                        };
                        /** @description Whether it is made ready to run as its repository says; true if it is left out. */
                        setup?: boolean;
                    } | {
                        /** @description What its new branch is to be called. A number is added where the host has one of this name. */
                        branch?: string;
                        /** @description The workspace of the same repository that ignored files are carried over from; the one used last if it is left out. */
                        carryFrom?: string;
                        /** @enum {string} */
                        kind: "clone";
                        /** @description Named for its repository if it is left out. */
                        name?: string;
                        repo: {
                            /** @description One that is known; else give its address. */
                            id?: string;
                            identityId?: string;
                            /** @description A branch, a tag or a commit; the default branch if it is left out. */
                            ref?: string;
                            /** @description `git@host:path`, `ssh://…`, `https://…`; the owner of the installation may give `file:///…` too. */
                            url?: string;
                        };
                        /** @description Whether it is made ready to run as its repository says; true if it is left out. */
                        setup?: boolean;
                    } | {
                        from: string;
                        /** @enum {string} */
                        kind: "copy";
                        /** @description Named for its repository if it is left out. */
                        name?: string;
                        /** @description Whether it is made ready to run as its repository says; true if it is left out. */
                        setup?: boolean;
                        /** @description As they were in this snapshot of it. */
                        snapshot?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The commit that its branch began at. */
                            baseCommit?: string;
                            /** @description The branch that was made for it. */
                            branch?: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            deletedAt?: string;
                            /** @description The workspace it is a copy of. */
                            from?: string;
                            /**
                             * Format: date-time
                             * @description When a deleted workspace goes for good.
                             */
                            goneAt?: string;
                            id: string;
                            /** @description As whom it speaks to its host and commits. */
                            identityId?: string;
                            /** @description Sessions that name no workspace start in it. */
                            isDefault: boolean;
                            /** @description Dispatch made its folder. One that was there before is never moved or deleted. */
                            isMade: boolean;
                            /**
                             * @description Its owner offers it to be copied.
                             * @default false
                             */
                            isTemplate: boolean;
                            /** @enum {string} */
                            kind: "plain" | "clone" | "worktree" | "copy";
                            /**
                             * Format: date-time
                             * @description When something last changed in one of its sessions.
                             */
                            lastUsedAt?: string;
                            liveSessions: number;
                            name: string;
                            path: string;
                            /** @description Ports that no other workspace is given. */
                            ports?: {
                                count: number;
                                first: number;
                                names: {
                                    [key: string]: number;
                                };
                            };
                            /** @description The code of what it failed with. */
                            problem?: string;
                            /** @description How far what is done to it now has come. */
                            progress?: {
                                /** @description Objects and bytes, in git's own words. */
                                detail?: string;
                                percent?: number;
                                /** @description The terminal in which it can be watched. */
                                sessionId?: string;
                                /** @description What git is doing, such as `Receiving objects`. */
                                step: string;
                            };
                            /** @description The one that was opened last. */
                            pullRequest?: {
                                host: string;
                                /** @enum {string} */
                                kind: "github" | "gitlab";
                                number: number;
                                /** @description Owner and name of the repository, with all groups. */
                                project: string;
                                url: string;
                            };
                            /** @description Why it failed, and what to do about it. */
                            reason?: string;
                            /** @description The branch, tag or commit that it was made from. */
                            ref?: string;
                            repo?: {
                                id: string;
                                name: string;
                                url: string;
                            };
                            services?: {
                                command: string;
                                name: string;
                                port?: number;
                                /** @description The terminal that was started for it last. */
                                sessionId?: string;
                            }[];
                            /** @description Sessions that have their history in it, live and ended. */
                            sessions: number;
                            setUp?: {
                                /** @description What was carried over, and what was left out. */
                                notes: string[];
                                /** @description The code of what it failed with. */
                                problem?: string;
                                /** @description Why it failed. */
                                reason?: string;
                                /** @description The terminal that it runs in, or ran in last. */
                                sessionId?: string;
                                /**
                                 * @description `left-out`: it was not wanted.
                                 * @enum {string}
                                 */
                                state: "waiting" | "running" | "done" | "failed" | "left-out";
                            };
                            /**
                             * @description `preparing`: being made; `failed`: it could not be, and `reason` says why; `archived`: deleted, and can be restored.
                             * @enum {string}
                             */
                            status: "preparing" | "ready" | "failed" | "archived";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One workspace */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The commit that its branch began at. */
                            baseCommit?: string;
                            /** @description The branch that was made for it. */
                            branch?: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            deletedAt?: string;
                            /** @description The workspace it is a copy of. */
                            from?: string;
                            /**
                             * Format: date-time
                             * @description When a deleted workspace goes for good.
                             */
                            goneAt?: string;
                            id: string;
                            /** @description As whom it speaks to its host and commits. */
                            identityId?: string;
                            /** @description Sessions that name no workspace start in it. */
                            isDefault: boolean;
                            /** @description Dispatch made its folder. One that was there before is never moved or deleted. */
                            isMade: boolean;
                            /**
                             * @description Its owner offers it to be copied.
                             * @default false
                             */
                            isTemplate: boolean;
                            /** @enum {string} */
                            kind: "plain" | "clone" | "worktree" | "copy";
                            /**
                             * Format: date-time
                             * @description When something last changed in one of its sessions.
                             */
                            lastUsedAt?: string;
                            liveSessions: number;
                            name: string;
                            path: string;
                            /** @description Ports that no other workspace is given. */
                            ports?: {
                                count: number;
                                first: number;
                                names: {
                                    [key: string]: number;
                                };
                            };
                            /** @description The code of what it failed with. */
                            problem?: string;
                            /** @description How far what is done to it now has come. */
                            progress?: {
                                /** @description Objects and bytes, in git's own words. */
                                detail?: string;
                                percent?: number;
                                /** @description The terminal in which it can be watched. */
                                sessionId?: string;
                                /** @description What git is doing, such as `Receiving objects`. */
                                step: string;
                            };
                            /** @description The one that was opened last. */
                            pullRequest?: {
                                host: string;
                                /** @enum {string} */
                                kind: "github" | "gitlab";
                                number: number;
                                /** @description Owner and name of the repository, with all groups. */
                                project: string;
                                url: string;
                            };
                            /** @description Why it failed, and what to do about it. */
                            reason?: string;
                            /** @description The branch, tag or commit that it was made from. */
                            ref?: string;
                            repo?: {
                                id: string;
                                name: string;
                                url: string;
                            };
                            services?: {
                                command: string;
                                name: string;
                                port?: number;
                                /** @description The terminal that was started for it last. */
                                sessionId?: string;
                            }[];
                            /** @description Sessions that have their history in it, live and ended. */
                            sessions: number;
                            setUp?: {
                                /** @description What was carried over, and what was left out. */
                                notes: string[];
                                /** @description The code of what it failed with. */
                                problem?: string;
                                /** @description Why it failed. */
                                reason?: string;
                                /** @description The terminal that it runs in, or ran in last. */
                                sessionId?: string;
                                /**
                                 * @description `left-out`: it was not wanted.
                                 * @enum {string}
                                 */
                                state: "waiting" | "running" | "done" | "failed" | "left-out";
                            };
                            /**
                             * @description `preparing`: being made; `failed`: it could not be, and `reason` says why; `archived`: deleted, and can be restored.
                             * @enum {string}
                             */
                            status: "preparing" | "ready" | "failed" | "archived";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a workspace; it can be restored for 14 days, unless it is to go now */
        delete: {
            parameters: {
                query?: {
                    /** @description Also when it holds changes or commits that are nowhere else. */
                    force?: "true" | "false";
                    now?: "true" | "false";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename a workspace, offer it as a template, or choose as whom it speaks to its host */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description `null`: its repository's, or the default one. */
                        identityId?: string | null;
                        isTemplate?: boolean;
                        name?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The commit that its branch began at. */
                            baseCommit?: string;
                            /** @description The branch that was made for it. */
                            branch?: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            deletedAt?: string;
                            /** @description The workspace it is a copy of. */
                            from?: string;
                            /**
                             * Format: date-time
                             * @description When a deleted workspace goes for good.
                             */
                            goneAt?: string;
                            id: string;
                            /** @description As whom it speaks to its host and commits. */
                            identityId?: string;
                            /** @description Sessions that name no workspace start in it. */
                            isDefault: boolean;
                            /** @description Dispatch made its folder. One that was there before is never moved or deleted. */
                            isMade: boolean;
                            /**
                             * @description Its owner offers it to be copied.
                             * @default false
                             */
                            isTemplate: boolean;
                            /** @enum {string} */
                            kind: "plain" | "clone" | "worktree" | "copy";
                            /**
                             * Format: date-time
                             * @description When something last changed in one of its sessions.
                             */
                            lastUsedAt?: string;
                            liveSessions: number;
                            name: string;
                            path: string;
                            /** @description Ports that no other workspace is given. */
                            ports?: {
                                count: number;
                                first: number;
                                names: {
                                    [key: string]: number;
                                };
                            };
                            /** @description The code of what it failed with. */
                            problem?: string;
                            /** @description How far what is done to it now has come. */
                            progress?: {
                                /** @description Objects and bytes, in git's own words. */
                                detail?: string;
                                percent?: number;
                                /** @description The terminal in which it can be watched. */
                                sessionId?: string;
                                /** @description What git is doing, such as `Receiving objects`. */
                                step: string;
                            };
                            /** @description The one that was opened last. */
                            pullRequest?: {
                                host: string;
                                /** @enum {string} */
                                kind: "github" | "gitlab";
                                number: number;
                                /** @description Owner and name of the repository, with all groups. */
                                project: string;
                                url: string;
                            };
                            /** @description Why it failed, and what to do about it. */
                            reason?: string;
                            /** @description The branch, tag or commit that it was made from. */
                            ref?: string;
                            repo?: {
                                id: string;
                                name: string;
                                url: string;
                            };
                            services?: {
                                command: string;
                                name: string;
                                port?: number;
                                /** @description The terminal that was started for it last. */
                                sessionId?: string;
                            }[];
                            /** @description Sessions that have their history in it, live and ended. */
                            sessions: number;
                            setUp?: {
                                /** @description What was carried over, and what was left out. */
                                notes: string[];
                                /** @description The code of what it failed with. */
                                problem?: string;
                                /** @description Why it failed. */
                                reason?: string;
                                /** @description The terminal that it runs in, or ran in last. */
                                sessionId?: string;
                                /**
                                 * @description `left-out`: it was not wanted.
                                 * @enum {string}
                                 */
                                state: "waiting" | "running" | "done" | "failed" | "left-out";
                            };
                            /**
                             * @description `preparing`: being made; `failed`: it could not be, and `reason` says why; `archived`: deleted, and can be restored.
                             * @enum {string}
                             */
                            status: "preparing" | "ready" | "failed" | "archived";
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/workspaces/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a folder holds, folders first */
        get: {
            parameters: {
                query?: {
                    cursor?: number;
                    limit?: number;
                    /** @description From the workspace on; empty is the workspace itself. */
                    path?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description Changes with what the file holds; lists leave it out. */
                                etag?: string;
                                /**
                                 * @description Its name is not UTF-8 and shown as well as may be; it is reached with its folder only.
                                 * @enum {boolean}
                                 */
                                hasOddName?: true;
                                isExecutable?: boolean;
                                /** @description Milliseconds since 1970. */
                                modifiedAt: number;
                                name: string;
                                path: string;
                                size: number;
                                /** @description Of a link: what it says. */
                                target?: string;
                                /**
                                 * @description `other`: a pipe, a socket or a device.
                                 * @enum {string}
                                 */
                                type: "file" | "folder" | "link" | "other";
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/files/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A folder with all that is in it, as one file */
        get: {
            parameters: {
                query?: {
                    format?: "zip" | "tar";
                    /** @description From the workspace on; empty is the workspace itself. */
                    path?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description The archive. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-tar": unknown;
                        "application/zip": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/files/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file's bytes, or a range of them */
        get: {
            parameters: {
                query?: {
                    /** @description From the workspace on; empty is the workspace itself. */
                    path?: string;
                };
                header?: {
                    "if-none-match"?: string;
                    "if-range"?: string;
                    range?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description The file. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": unknown;
                    };
                };
                /** @description The range that was asked for. */
                206: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": unknown;
                    };
                };
                /** @description It is as `If-None-Match` says. */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        /** Write a file of up to 1073741824 bytes, whole or not at all */
        put: {
            parameters: {
                query?: {
                    /** @description Make the folders that it lies in. */
                    parents?: "true" | "false";
                    /** @description From the workspace on; empty is the workspace itself. */
                    path?: string;
                };
                header?: {
                    "if-match"?: string;
                    "if-none-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            /** @description The file. */
            requestBody: {
                content: {
                    "application/octet-stream": unknown;
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Changes with what the file holds; lists leave it out. */
                            etag?: string;
                            /**
                             * @description Its name is not UTF-8 and shown as well as may be; it is reached with its folder only.
                             * @enum {boolean}
                             */
                            hasOddName?: true;
                            isExecutable?: boolean;
                            /** @description Milliseconds since 1970. */
                            modifiedAt: number;
                            name: string;
                            path: string;
                            size: number;
                            /** @description Of a link: what it says. */
                            target?: string;
                            /**
                             * @description `other`: a pipe, a socket or a device.
                             * @enum {string}
                             */
                            type: "file" | "folder" | "link" | "other";
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Changes with what the file holds; lists leave it out. */
                            etag?: string;
                            /**
                             * @description Its name is not UTF-8 and shown as well as may be; it is reached with its folder only.
                             * @enum {boolean}
                             */
                            hasOddName?: true;
                            isExecutable?: boolean;
                            /** @description Milliseconds since 1970. */
                            modifiedAt: number;
                            name: string;
                            path: string;
                            size: number;
                            /** @description Of a link: what it says. */
                            target?: string;
                            /**
                             * @description `other`: a pipe, a socket or a device.
                             * @enum {string}
                             */
                            type: "file" | "folder" | "link" | "other";
                        };
                    };
                };
            };
        };
        post?: never;
        /** Delete a file or folder; it can be restored for 14 days, unless it is to go now */
        delete: {
            parameters: {
                query?: {
                    now?: "true" | "false";
                    /** @description From the workspace on; empty is the workspace itself. */
                    path?: string;
                };
                header?: {
                    "if-match"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            deleted: {
                                deletedAt: number;
                                id: string;
                                /** @description Where it was. */
                                path: string;
                                size: number;
                                /**
                                 * @description `other`: a pipe, a socket or a device.
                                 * @enum {string}
                                 */
                                type: "file" | "folder" | "link" | "other";
                            } | null;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/files/copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Copy a file or folder */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        from: string;
                        /**
                         * @description What is there is put away, as if it were deleted.
                         * @default false
                         */
                        overwrite?: boolean;
                        to: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Changes with what the file holds; lists leave it out. */
                            etag?: string;
                            /**
                             * @description Its name is not UTF-8 and shown as well as may be; it is reached with its folder only.
                             * @enum {boolean}
                             */
                            hasOddName?: true;
                            isExecutable?: boolean;
                            /** @description Milliseconds since 1970. */
                            modifiedAt: number;
                            name: string;
                            path: string;
                            size: number;
                            /** @description Of a link: what it says. */
                            target?: string;
                            /**
                             * @description `other`: a pipe, a socket or a device.
                             * @enum {string}
                             */
                            type: "file" | "folder" | "link" | "other";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/files/deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was deleted and can be restored */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                deletedAt: number;
                                id: string;
                                /** @description Where it was. */
                                path: string;
                                size: number;
                                /**
                                 * @description `other`: a pipe, a socket or a device.
                                 * @enum {string}
                                 */
                                type: "file" | "folder" | "link" | "other";
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Clear what was deleted for good: one of them, or all */
        delete: {
            parameters: {
                query?: {
                    id?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/files/entry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one file or folder is, with its etag */
        get: {
            parameters: {
                query?: {
                    /** @description From the workspace on; empty is the workspace itself. */
                    path?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Changes with what the file holds; lists leave it out. */
                            etag?: string;
                            /**
                             * @description Its name is not UTF-8 and shown as well as may be; it is reached with its folder only.
                             * @enum {boolean}
                             */
                            hasOddName?: true;
                            isExecutable?: boolean;
                            /** @description Milliseconds since 1970. */
                            modifiedAt: number;
                            name: string;
                            path: string;
                            size: number;
                            /** @description Of a link: what it says. */
                            target?: string;
                            /**
                             * @description `other`: a pipe, a socket or a device.
                             * @enum {string}
                             */
                            type: "file" | "folder" | "link" | "other";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/files/folder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a folder */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description Make those that it lies in, too.
                         * @default false
                         */
                        parents?: boolean;
                        path: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Changes with what the file holds; lists leave it out. */
                            etag?: string;
                            /**
                             * @description Its name is not UTF-8 and shown as well as may be; it is reached with its folder only.
                             * @enum {boolean}
                             */
                            hasOddName?: true;
                            isExecutable?: boolean;
                            /** @description Milliseconds since 1970. */
                            modifiedAt: number;
                            name: string;
                            path: string;
                            size: number;
                            /** @description Of a link: what it says. */
                            target?: string;
                            /**
                             * @description `other`: a pipe, a socket or a device.
                             * @enum {string}
                             */
                            type: "file" | "folder" | "link" | "other";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/files/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move or rename a file or folder */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        from: string;
                        /**
                         * @description What is there is put away, as if it were deleted.
                         * @default false
                         */
                        overwrite?: boolean;
                        to: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Changes with what the file holds; lists leave it out. */
                            etag?: string;
                            /**
                             * @description Its name is not UTF-8 and shown as well as may be; it is reached with its folder only.
                             * @enum {boolean}
                             */
                            hasOddName?: true;
                            isExecutable?: boolean;
                            /** @description Milliseconds since 1970. */
                            modifiedAt: number;
                            name: string;
                            path: string;
                            size: number;
                            /** @description Of a link: what it says. */
                            target?: string;
                            /**
                             * @description `other`: a pipe, a socket or a device.
                             * @enum {string}
                             */
                            type: "file" | "folder" | "link" | "other";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/files/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what was deleted, to where it was or elsewhere */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        id: string;
                        to?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Changes with what the file holds; lists leave it out. */
                            etag?: string;
                            /**
                             * @description Its name is not UTF-8 and shown as well as may be; it is reached with its folder only.
                             * @enum {boolean}
                             */
                            hasOddName?: true;
                            isExecutable?: boolean;
                            /** @description Milliseconds since 1970. */
                            modifiedAt: number;
                            name: string;
                            path: string;
                            size: number;
                            /** @description Of a link: what it says. */
                            target?: string;
                            /**
                             * @description `other`: a pipe, a socket or a device.
                             * @enum {string}
                             */
                            type: "file" | "folder" | "link" | "other";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/files/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find files by name or by what they hold: all at once as JSON, or as found as NDJSON */
        get: {
            parameters: {
                query: {
                    /** @description Large and small letters differ. */
                    case?: "true" | "false";
                    in?: "names" | "contents";
                    limit?: number;
                    /** @description From the workspace on; empty is the workspace itself. */
                    path?: string;
                    q: string;
                    /** @description `q` is a regular expression, in Perl's dialect. For contents. */
                    regex?: "true" | "false";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            isComplete: boolean;
                            items: {
                                /** @description In characters of the text. */
                                column?: number;
                                line?: number;
                                path: string;
                                /** @description The line, or the part of a long one around what was found. */
                                text?: string;
                                /**
                                 * @description `other`: a pipe, a socket or a device.
                                 * @enum {string}
                                 */
                                type?: "file" | "folder" | "link" | "other";
                            }[];
                        };
                        "application/x-ndjson": {
                            isComplete: boolean;
                            items: {
                                /** @description In characters of the text. */
                                column?: number;
                                line?: number;
                                path: string;
                                /** @description The line, or the part of a long one around what was found. */
                                text?: string;
                                /**
                                 * @description `other`: a pipe, a socket or a device.
                                 * @enum {string}
                                 */
                                type?: "file" | "folder" | "link" | "other";
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/files/watch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changes below a folder, as server-sent events */
        get: {
            parameters: {
                query?: {
                    /** @description From the workspace on; empty is the workspace itself. */
                    path?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/branches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Branches, here and at the remote as it was last fetched */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                commit: string;
                                /** Format: date-time */
                                committedAt?: string;
                                isCurrent: boolean;
                                name: string;
                                /** @description The remote it is a branch of; absent for local ones. */
                                remote?: string;
                                subject: string;
                                upstream?: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Make a branch */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What is checked out if left out. */
                        from?: string;
                        name: string;
                        /**
                         * @description Go on working on it.
                         * @default false
                         */
                        switch?: boolean;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Commit as the workspace's identity, signed with its key */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description Everything that was changed, new files too.
                         * @default false
                         */
                        all?: boolean;
                        /**
                         * @description In place of the last commit.
                         * @default false
                         */
                        amend?: boolean;
                        message: string;
                        /** @description These files alone; else what is staged. */
                        paths?: string[];
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            branch?: string;
                            commit: string;
                            isSigned: boolean;
                            subject: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changed files against the commit that the workspace began at, or another; with hunks on request */
        get: {
            parameters: {
                query?: {
                    /** @description A branch, a tag or a commit in place of the base. */
                    against?: string;
                    /** @description With hunks, for all files. */
                    patch?: "true" | "false";
                    /** @description This file alone, with its hunks; several may be named. */
                    path?: string[];
                    side?: "all" | "staged" | "unstaged";
                    /** @description A commit in place of the files as they are. */
                    to?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            additions: number;
                            deletions: number;
                            files: {
                                /** @description Absent for binaries. */
                                additions?: number;
                                /** @enum {string} */
                                change: "added" | "modified" | "deleted" | "renamed" | "copied" | "type-changed";
                                deletions?: number;
                                /** @description Changes when the content or the mode does. */
                                hash: string;
                                /** @description Where asked for, and there are any. */
                                hunks?: {
                                    heading: string;
                                    lines: {
                                        /** @enum {boolean} */
                                        hasNoNewline?: true;
                                        /**
                                         * @description The line is longer than what is given of it.
                                         * @enum {boolean}
                                         */
                                        isCut?: true;
                                        new?: number;
                                        old?: number;
                                        text: string;
                                        /** @enum {string} */
                                        type: "context" | "added" | "deleted";
                                    }[];
                                    newLines: number;
                                    newStart: number;
                                    oldLines: number;
                                    oldStart: number;
                                }[];
                                isBinary: boolean;
                                /**
                                 * @description There are more lines than are given.
                                 * @enum {boolean}
                                 */
                                isCut?: true;
                                isSubmodule: boolean;
                                newMode: string;
                                oldMode: string;
                                oldPath?: string;
                                path: string;
                            }[];
                            /** @description The commit compared with; absent where it is what is staged. */
                            from?: string;
                            /** @description False where more files differ than are listed. */
                            isComplete: boolean;
                            /** @description The commit compared; absent for files as they lie there. */
                            to?: string;
                            /** @description Changed files that are too large to be compared. */
                            tooLarge: {
                                path: string;
                                size: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back changes of files that are not staged; a snapshot keeps them first */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        paths: string[];
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            before: {
                                branch?: string;
                                commit: string;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description The commit that was checked out. */
                                head?: string;
                                id: string;
                                reason: string;
                                /** @description Untracked files that were too large, or could not be read. */
                                skipped: string[];
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/fetch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the remote for what is new; files and branches here stay */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Commits made since the workspace began, newest first; or all of them */
        get: {
            parameters: {
                query?: {
                    /** @description Those before the base too. */
                    all?: "true" | "false";
                    cursor?: string;
                    /** @description Commits that this one has are left out. */
                    from?: string;
                    limit?: number;
                    /** @description A branch, a tag or a commit in place of what is checked out. */
                    ref?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                author: {
                                    email: string;
                                    name: string;
                                };
                                /** Format: date-time */
                                authoredAt: string;
                                body: string;
                                commit: string;
                                /** Format: date-time */
                                committedAt: string;
                                committer: {
                                    email: string;
                                    name: string;
                                };
                                /** @description It carries a signature; whose, and whether it is good, is not checked. */
                                isSigned: boolean;
                                parents: string[];
                                subject: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/pull": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring the branch to where the remote's is */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description Put one's own commits on top, where there are any.
                         * @default false
                         */
                        rebase?: boolean;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            branch: string;
                            /** @description Files to put right before the rebase goes on. */
                            conflicted: string[];
                            head: string;
                            /** @enum {string} */
                            outcome: "updated" | "up-to-date" | "conflicts";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/pull-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pull request of a workspace's branch with its checks, as seen within some seconds */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The branch that it is to be merged into. */
                            base: string;
                            body: string;
                            checks: {
                                name: string;
                                /** @enum {string} */
                                state: "queued" | "running" | "success" | "failure" | "skipped";
                                url?: string;
                            }[];
                            /** @description Why checks are missing, where they could not all be read. */
                            checksTrouble?: string;
                            /** @description The branch that is to be merged. */
                            head: string;
                            host: string;
                            isDraft: boolean;
                            /** @enum {string} */
                            kind: "github" | "gitlab";
                            /** @enum {string} */
                            merge: "ready" | "conflicts" | "blocked" | "unknown";
                            number: number;
                            /** @description Owner and name of the repository, with all groups. */
                            project: string;
                            /** Format: date-time */
                            seenAt: string;
                            /** @enum {string} */
                            state: "open" | "merged" | "closed";
                            title: string;
                            url: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Push the workspace's branch and open its pull request, or change the one that is open */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Left out: the branch that the workspace began at, or the default one. */
                        base?: string;
                        body?: string;
                        /** @description Counts when it is opened; later it is the host's matter. */
                        draft?: boolean;
                        /** @description Left out: the only commit's, or the branch's name. */
                        title?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The branch that it is to be merged into. */
                            base: string;
                            body: string;
                            /** @description The branch that is to be merged. */
                            head: string;
                            host: string;
                            isDraft: boolean;
                            /** @enum {string} */
                            kind: "github" | "gitlab";
                            number: number;
                            /** @enum {string} */
                            outcome: "opened" | "updated" | "unchanged";
                            /** @description Owner and name of the repository, with all groups. */
                            project: string;
                            /** @enum {string} */
                            state: "open" | "merged" | "closed";
                            title: string;
                            url: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The branch that it is to be merged into. */
                            base: string;
                            body: string;
                            /** @description The branch that is to be merged. */
                            head: string;
                            host: string;
                            isDraft: boolean;
                            /** @enum {string} */
                            kind: "github" | "gitlab";
                            number: number;
                            /** @enum {string} */
                            outcome: "opened" | "updated" | "unchanged";
                            /** @description Owner and name of the repository, with all groups. */
                            project: string;
                            /** @enum {string} */
                            state: "open" | "merged" | "closed";
                            title: string;
                            url: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Push what is checked out to a branch of the remote */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The branch at the remote; that which is checked out if left out. */
                        branch?: string;
                        /**
                         * @description Also over commits there, if they are those seen last.
                         * @default false
                         */
                        force?: boolean;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The branch at the remote. */
                            branch: string;
                            commit: string;
                            /** @enum {string} */
                            outcome: "created" | "updated" | "forced" | "up-to-date";
                            /** @description Where the remote branch was before, if that is known. */
                            previous?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/rebase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put the branch's commits on the newest of its base branch; go on with it, or take it back */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default start
                         * @enum {string}
                         */
                        action?: "start" | "continue" | "abort";
                        /** @description A branch of the remote; that which the workspace was made from. */
                        onto?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Files to put right before the rebase goes on. */
                            conflicted: string[];
                            head: string;
                            onto?: string;
                            /** @enum {string} */
                            outcome: "rebased" | "up-to-date" | "conflicts" | "aborted";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/revert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring the files of a snapshot back; how they are now is kept as a snapshot first */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        snapshotId: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The files as they were before: restoring this one takes it back. */
                            before: {
                                branch?: string;
                                commit: string;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description The commit that was checked out. */
                                head?: string;
                                id: string;
                                reason: string;
                                /** @description Untracked files that were too large, or could not be read. */
                                skipped: string[];
                            };
                            changedFiles: number;
                            restored: {
                                branch?: string;
                                commit: string;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description The commit that was checked out. */
                                head?: string;
                                id: string;
                                reason: string;
                                /** @description Untracked files that were too large, or could not be read. */
                                skipped: string[];
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Snapshots of the workspace's files, newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                branch?: string;
                                commit: string;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description The commit that was checked out. */
                                head?: string;
                                id: string;
                                reason: string;
                                /** @description Untracked files that were too large, or could not be read. */
                                skipped: string[];
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Keep the files as they are now, new ones too; nothing else changes */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default on demand */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            branch?: string;
                            commit: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description The commit that was checked out. */
                            head?: string;
                            id: string;
                            reason: string;
                            /** @description Untracked files that were too large, or could not be read. */
                            skipped: string[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/snapshots/{snapshotId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a snapshot */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    snapshotId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/snapshots/{snapshotId}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed since a snapshot, until now or another snapshot */
        get: {
            parameters: {
                query?: {
                    patch?: "true" | "false";
                    to?: string;
                };
                header?: never;
                path: {
                    id: string;
                    snapshotId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            additions: number;
                            deletions: number;
                            files: {
                                /** @description Absent for binaries. */
                                additions?: number;
                                /** @enum {string} */
                                change: "added" | "modified" | "deleted" | "renamed" | "copied" | "type-changed";
                                deletions?: number;
                                /** @description Changes when the content or the mode does. */
                                hash: string;
                                /** @description Where asked for, and there are any. */
                                hunks?: {
                                    heading: string;
                                    lines: {
                                        /** @enum {boolean} */
                                        hasNoNewline?: true;
                                        /**
                                         * @description The line is longer than what is given of it.
                                         * @enum {boolean}
                                         */
                                        isCut?: true;
                                        new?: number;
                                        old?: number;
                                        text: string;
                                        /** @enum {string} */
                                        type: "context" | "added" | "deleted";
                                    }[];
                                    newLines: number;
                                    newStart: number;
                                    oldLines: number;
                                    oldStart: number;
                                }[];
                                isBinary: boolean;
                                /**
                                 * @description There are more lines than are given.
                                 * @enum {boolean}
                                 */
                                isCut?: true;
                                isSubmodule: boolean;
                                newMode: string;
                                oldMode: string;
                                oldPath?: string;
                                path: string;
                            }[];
                            /** @description The commit compared with; absent where it is what is staged. */
                            from?: string;
                            /** @description False where more files differ than are listed. */
                            isComplete: boolean;
                            /** @description The commit compared; absent for files as they lie there. */
                            to?: string;
                            /** @description Changed files that are too large to be compared. */
                            tooLarge: {
                                path: string;
                                size: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/stage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stage files for the next commit */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description All of them if left out. */
                        paths?: string[];
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is changed, staged and in conflict, and how far the branch is from others */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The commit the workspace began at. */
                            base?: {
                                ahead: number;
                                behind: number;
                                commit: string;
                            };
                            /** @description Absent where a commit is checked out and no branch. */
                            branch?: string;
                            counts: {
                                conflicted: number;
                                staged: number;
                                unstaged: number;
                                untracked: number;
                            };
                            files: {
                                isConflicted: boolean;
                                isSubmodule: boolean;
                                isUntracked: boolean;
                                /** @description What it was renamed or copied from. */
                                oldPath?: string;
                                path: string;
                                /**
                                 * @description What the next commit would change.
                                 * @enum {string}
                                 */
                                staged?: "added" | "modified" | "deleted" | "renamed" | "copied" | "type-changed";
                                /**
                                 * @description What was changed since it was staged.
                                 * @enum {string}
                                 */
                                unstaged?: "added" | "modified" | "deleted" | "renamed" | "copied" | "type-changed";
                            }[];
                            /** @description Absent before the first commit. */
                            head?: string;
                            /** @description False where more files are changed than are listed. */
                            isComplete: boolean;
                            /**
                             * @description What was begun and is not finished: it waits for conflicts.
                             * @enum {string}
                             */
                            operation?: "merge" | "rebase" | "cherry-pick" | "revert";
                            /** @description The remote branch that this one is compared with, as it was last fetched. */
                            upstream?: {
                                ahead: number;
                                behind: number;
                                name: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch to a branch, here or at the remote */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        branch: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/git/unstage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take files out of the next commit */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description All of them if left out. */
                        paths?: string[];
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back a workspace that was deleted */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The commit that its branch began at. */
                            baseCommit?: string;
                            /** @description The branch that was made for it. */
                            branch?: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            deletedAt?: string;
                            /** @description The workspace it is a copy of. */
                            from?: string;
                            /**
                             * Format: date-time
                             * @description When a deleted workspace goes for good.
                             */
                            goneAt?: string;
                            id: string;
                            /** @description As whom it speaks to its host and commits. */
                            identityId?: string;
                            /** @description Sessions that name no workspace start in it. */
                            isDefault: boolean;
                            /** @description Dispatch made its folder. One that was there before is never moved or deleted. */
                            isMade: boolean;
                            /**
                             * @description Its owner offers it to be copied.
                             * @default false
                             */
                            isTemplate: boolean;
                            /** @enum {string} */
                            kind: "plain" | "clone" | "worktree" | "copy";
                            /**
                             * Format: date-time
                             * @description When something last changed in one of its sessions.
                             */
                            lastUsedAt?: string;
                            liveSessions: number;
                            name: string;
                            path: string;
                            /** @description Ports that no other workspace is given. */
                            ports?: {
                                count: number;
                                first: number;
                                names: {
                                    [key: string]: number;
                                };
                            };
                            /** @description The code of what it failed with. */
                            problem?: string;
                            /** @description How far what is done to it now has come. */
                            progress?: {
                                /** @description Objects and bytes, in git's own words. */
                                detail?: string;
                                percent?: number;
                                /** @description The terminal in which it can be watched. */
                                sessionId?: string;
                                /** @description What git is doing, such as `Receiving objects`. */
                                step: string;
                            };
                            /** @description The one that was opened last. */
                            pullRequest?: {
                                host: string;
                                /** @enum {string} */
                                kind: "github" | "gitlab";
                                number: number;
                                /** @description Owner and name of the repository, with all groups. */
                                project: string;
                                url: string;
                            };
                            /** @description Why it failed, and what to do about it. */
                            reason?: string;
                            /** @description The branch, tag or commit that it was made from. */
                            ref?: string;
                            repo?: {
                                id: string;
                                name: string;
                                url: string;
                            };
                            services?: {
                                command: string;
                                name: string;
                                port?: number;
                                /** @description The terminal that was started for it last. */
                                sessionId?: string;
                            }[];
                            /** @description Sessions that have their history in it, live and ended. */
                            sessions: number;
                            setUp?: {
                                /** @description What was carried over, and what was left out. */
                                notes: string[];
                                /** @description The code of what it failed with. */
                                problem?: string;
                                /** @description Why it failed. */
                                reason?: string;
                                /** @description The terminal that it runs in, or ran in last. */
                                sessionId?: string;
                                /**
                                 * @description `left-out`: it was not wanted.
                                 * @enum {string}
                                 */
                                state: "waiting" | "running" | "done" | "failed" | "left-out";
                            };
                            /**
                             * @description `preparing`: being made; `failed`: it could not be, and `reason` says why; `archived`: deleted, and can be restored.
                             * @enum {string}
                             */
                            status: "preparing" | "ready" | "failed" | "archived";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try once more to make a workspace that failed, or take it without its set-up */
        post: {
            parameters: {
                query?: {
                    /** @description `false` leaves the set-up out: the workspace is taken as it is. */
                    setup?: "true" | "false";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The commit that its branch began at. */
                            baseCommit?: string;
                            /** @description The branch that was made for it. */
                            branch?: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            deletedAt?: string;
                            /** @description The workspace it is a copy of. */
                            from?: string;
                            /**
                             * Format: date-time
                             * @description When a deleted workspace goes for good.
                             */
                            goneAt?: string;
                            id: string;
                            /** @description As whom it speaks to its host and commits. */
                            identityId?: string;
                            /** @description Sessions that name no workspace start in it. */
                            isDefault: boolean;
                            /** @description Dispatch made its folder. One that was there before is never moved or deleted. */
                            isMade: boolean;
                            /**
                             * @description Its owner offers it to be copied.
                             * @default false
                             */
                            isTemplate: boolean;
                            /** @enum {string} */
                            kind: "plain" | "clone" | "worktree" | "copy";
                            /**
                             * Format: date-time
                             * @description When something last changed in one of its sessions.
                             */
                            lastUsedAt?: string;
                            liveSessions: number;
                            name: string;
                            path: string;
                            /** @description Ports that no other workspace is given. */
                            ports?: {
                                count: number;
                                first: number;
                                names: {
                                    [key: string]: number;
                                };
                            };
                            /** @description The code of what it failed with. */
                            problem?: string;
                            /** @description How far what is done to it now has come. */
                            progress?: {
                                /** @description Objects and bytes, in git's own words. */
                                detail?: string;
                                percent?: number;
                                /** @description The terminal in which it can be watched. */
                                sessionId?: string;
                                /** @description What git is doing, such as `Receiving objects`. */
                                step: string;
                            };
                            /** @description The one that was opened last. */
                            pullRequest?: {
                                host: string;
                                /** @enum {string} */
                                kind: "github" | "gitlab";
                                number: number;
                                /** @description Owner and name of the repository, with all groups. */
                                project: string;
                                url: string;
                            };
                            /** @description Why it failed, and what to do about it. */
                            reason?: string;
                            /** @description The branch, tag or commit that it was made from. */
                            ref?: string;
                            repo?: {
                                id: string;
                                name: string;
                                url: string;
                            };
                            services?: {
                                command: string;
                                name: string;
                                port?: number;
                                /** @description The terminal that was started for it last. */
                                sessionId?: string;
                            }[];
                            /** @description Sessions that have their history in it, live and ended. */
                            sessions: number;
                            setUp?: {
                                /** @description What was carried over, and what was left out. */
                                notes: string[];
                                /** @description The code of what it failed with. */
                                problem?: string;
                                /** @description Why it failed. */
                                reason?: string;
                                /** @description The terminal that it runs in, or ran in last. */
                                sessionId?: string;
                                /**
                                 * @description `left-out`: it was not wanted.
                                 * @enum {string}
                                 */
                                state: "waiting" | "running" | "done" | "failed" | "left-out";
                            };
                            /**
                             * @description `preparing`: being made; `failed`: it could not be, and `reason` says why; `archived`: deleted, and can be restored.
                             * @enum {string}
                             */
                            status: "preparing" | "ready" | "failed" | "archived";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changed files, which of them were reviewed, and which were changed since */
        get: {
            parameters: {
                query?: {
                    against?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            against?: string;
                            files: {
                                /** @description Absent for binaries. */
                                additions?: number;
                                /** @enum {string} */
                                change: "added" | "modified" | "deleted" | "renamed" | "copied" | "type-changed";
                                /** @description Comments on it that are not resolved. */
                                comments: number;
                                deletions?: number;
                                /** @description Changes when the content or the mode does. */
                                hash: string;
                                isBinary: boolean;
                                isSubmodule: boolean;
                                /**
                                 * @description Stale: it was changed since it was reviewed.
                                 * @enum {string}
                                 */
                                mark: "none" | "reviewed" | "stale";
                                newMode: string;
                                oldMode: string;
                                oldPath?: string;
                                path: string;
                            }[];
                            isComplete: boolean;
                            reviewed: number;
                            stale: number;
                            total: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/review/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Comments on lines, each with where its line is now */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                context: {
                                    after: string[];
                                    before: string[];
                                    content: string;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                /** @description Where that line is now; absent where the comment is outdated. */
                                currentLine?: number;
                                id: string;
                                isOutdated: boolean;
                                isResolved: boolean;
                                /** @description The line it was written on; of several the first. */
                                line: number;
                                /**
                                 * @description How many lines it is about.
                                 * @default 1
                                 */
                                lines: number;
                                path: string;
                                /**
                                 * Format: date-time
                                 * @description When it was last sent on in a message.
                                 */
                                sentAt?: string;
                                /** @enum {string} */
                                side: "old" | "new";
                                text: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Comment on a line, or several */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        line: number;
                        /** @description How many, from that one on; one if left out. */
                        lines?: number;
                        /** @description Where the file lies on that side. */
                        path: string;
                        /** @enum {string} */
                        side: "old" | "new";
                        text: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            context: {
                                after: string[];
                                before: string[];
                                content: string;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** @description Where that line is now; absent where the comment is outdated. */
                            currentLine?: number;
                            id: string;
                            isOutdated: boolean;
                            isResolved: boolean;
                            /** @description The line it was written on; of several the first. */
                            line: number;
                            /**
                             * @description How many lines it is about.
                             * @default 1
                             */
                            lines: number;
                            path: string;
                            /**
                             * Format: date-time
                             * @description When it was last sent on in a message.
                             */
                            sentAt?: string;
                            /** @enum {string} */
                            side: "old" | "new";
                            text: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/review/comments/{commentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a comment */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    commentId: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a comment, or resolve it */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    commentId: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        isResolved?: boolean;
                        text?: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            context: {
                                after: string[];
                                before: string[];
                                content: string;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** @description Where that line is now; absent where the comment is outdated. */
                            currentLine?: number;
                            id: string;
                            isOutdated: boolean;
                            isResolved: boolean;
                            /** @description The line it was written on; of several the first. */
                            line: number;
                            /**
                             * @description How many lines it is about.
                             * @default 1
                             */
                            lines: number;
                            path: string;
                            /**
                             * Format: date-time
                             * @description When it was last sent on in a message.
                             */
                            sentAt?: string;
                            /** @enum {string} */
                            side: "old" | "new";
                            text: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/workspaces/{id}/review/marks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Mark a file as reviewed, as it is now */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        against?: string;
                        /** @description That of the file as it was looked at. */
                        hash: string;
                        path: string;
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        /** Take a file's mark away */
        delete: {
            parameters: {
                query: {
                    path: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description No content. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/review/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open comments as one message */
        get: {
            parameters: {
                query?: {
                    comment?: string | string[];
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            comments: string[];
                            /** @description Every open comment, in Markdown; empty where there is none. */
                            text: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Open comments as one message, which are marked as sent */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description These alone; all open ones if left out. */
                        comments?: string[];
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            comments: string[];
                            /** @description Every open comment, in Markdown; empty where there is none. */
                            text: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/services/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a service of a workspace in a terminal; one that is alive is not started twice */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description What you may do with it: look, type, or all.
                             * @enum {string}
                             */
                            access: "view" | "write" | "own";
                            agent?: {
                                abilities?: {
                                    changeInput: boolean;
                                    denyWithReason: boolean;
                                    fork: boolean;
                                    images: boolean;
                                    resume: boolean;
                                    /** @description It hears what is said while it works. */
                                    steer: boolean;
                                    /** @description Rules see every use of a tool, not only what it would ask for. */
                                    watchEveryTool: boolean;
                                };
                                /** @description What was set for this session alone. */
                                budgets?: {
                                    limit: number;
                                    /**
                                     * @description `cost` in USD; `tokens` without those that were read from a cache; `minutes` of work.
                                     * @enum {string}
                                     */
                                    measure: "cost" | "tokens" | "minutes" | "toolCalls";
                                    /** @description It interrupts a turn under way too. Else it keeps the next turn from beginning. */
                                    stopsWithinTurn?: boolean;
                                    /** @enum {string} */
                                    window: "session" | "day" | "month";
                                }[];
                                /** @description Its process has ended to save memory; the next message brings it back. */
                                isAsleep: boolean;
                                /**
                                 * @description A budget is spent: what is said to it waits.
                                 * @enum {boolean}
                                 */
                                isHeld?: true;
                                /** @description Messages that wait for the turn to end. */
                                queued: number;
                                turns: number;
                                /** @description Approvals and questions that are open. */
                                waiting: number;
                            };
                            /** @description Clients that follow the session right now. */
                            attached: number;
                            capabilities: {
                                documents: boolean;
                                input: boolean;
                                interrupt: boolean;
                                messages: boolean;
                                resize: boolean;
                                resume: boolean;
                                screen: boolean;
                            };
                            cols?: number;
                            /** Format: date-time */
                            createdAt: string;
                            cwd?: string;
                            /** Format: date-time */
                            endedAt?: string;
                            exitCode?: number;
                            held?: {
                                /** @enum {string} */
                                code: "storage-full" | "storage-unwritable" | "runner-reconnecting";
                                detail: string;
                                /** Format: date-time */
                                since: string;
                            };
                            id: string;
                            /**
                             * @description How its latest process is kept apart from the machine.
                             * @enum {string}
                             */
                            isolation?: "none" | "uid" | "bubblewrap" | "container";
                            /** @description Others can see it, or have a link to it. */
                            isShared: boolean;
                            /** @enum {string} */
                            kind: "terminal" | "agent" | "editor";
                            lastSeq: number;
                            /** @description 1 for the first process, one more for each resume. */
                            launch: number;
                            mode?: string;
                            model?: string;
                            /** @enum {string} */
                            outcome?: "completed" | "stopped" | "failed" | "lost";
                            ownerId: string;
                            /** @description Who has the session in front of them right now. */
                            present: {
                                /** @enum {string} */
                                access: "view" | "write" | "own";
                                /** @description Their windows and programs that follow it. */
                                clients: number;
                                /** @description It is whoever asks. */
                                isYou: boolean;
                                name: string;
                                /** @description The link that a guest came by. */
                                shareId?: string;
                                /** @description Absent for guests, who came by a link. */
                                userId?: string;
                            }[];
                            provider?: string;
                            reason?: string;
                            rows?: number;
                            /** @description Where its process is. Only its owner is told. */
                            runner?: {
                                id: string;
                                /** @description Its machine's name. */
                                name: string;
                            };
                            /** @description Whose session it is, when it is not yours. */
                            sharedBy?: string;
                            shell?: string;
                            signal?: string;
                            /** @enum {string} */
                            status: "pending" | "preparing" | "running" | "waiting_for_input" | "idle" | "stopping" | "ended";
                            /** @description Of terminals that said something of themselves. */
                            terminal?: {
                                /**
                                 * Format: date-time
                                 * @description When it rang last.
                                 */
                                bell?: string;
                                /** @description What its program calls its window: one line of at most 200 characters. */
                                programTitle?: string;
                            };
                            title: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description Of all its turns. */
                            usage?: {
                                /** @default 0 */
                                cacheReadTokens: number;
                                /** @default 0 */
                                cacheWriteTokens: number;
                                /** @description Missing where the agent does not say what it costs. */
                                costUsd?: number;
                                inputTokens: number;
                                outputTokens: number;
                            };
                            workspaceId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/set-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a workspace is made ready to run, or how it could be */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The kinds of project that were found. */
                            detected: string[];
                            /** @description Why the file that is there cannot be used. */
                            fault?: string;
                            /** @description How workspaces of this repository are made ready to run. */
                            file?: {
                                /** @description For editors; Dispatch does not look at it. */
                                $schema?: string;
                                /** @description Files that git ignores and a new workspace is to get from another one; written as in .gitignore. */
                                carry?: (string & (unknown & unknown))[];
                                /** @description What proves that the workspace is ready: a command that ends well, or an answer over HTTP at one of its ports. */
                                check?: (string & (unknown & unknown)) | {
                                    /**
                                     * Format: starts_with
                                     * @description What is asked for; / if it is left out.
                                     */
                                    path?: string & (unknown & unknown);
                                    /** @description One of the workspace's ports: its name, or its number counted from 1. */
                                    port: string | number;
                                    /** @description How long an answer may take; 60 if it is left out. */
                                    seconds?: number;
                                };
                                /** @description Variables for set-up, services, check and tear-down. No place for secrets. */
                                env?: {
                                    [key: string]: string;
                                };
                                /** @description How many ports the workspace has to itself, or their names. */
                                ports?: number | string[];
                                /** @description Programs that can be started in terminals of their own. */
                                services?: {
                                    /** @description A command line for /bin/sh, run in the workspace. */
                                    command: string & (unknown & unknown);
                                    name: string;
                                    /** @description The port it serves at. It is given as PORT too. */
                                    port?: string | number;
                                }[];
                                /** @description What makes a new workspace ready: run one after another, in a terminal. */
                                setup?: (string & (unknown & unknown)) | (string & (unknown & unknown))[];
                                /** @description What is run before the workspace is deleted. */
                                teardown?: (string & (unknown & unknown)) | (string & (unknown & unknown))[];
                            };
                            /** @description Whether there is a .dispatch.json. */
                            found: boolean;
                            /** @description What one could write, as far as can be told from the files that are there. */
                            suggestion?: {
                                /** @description For editors; Dispatch does not look at it. */
                                $schema?: string;
                                /** @description Files that git ignores and a new workspace is to get from another one; written as in .gitignore. */
                                carry?: (string & (unknown & unknown))[];
                                /** @description What proves that the workspace is ready: a command that ends well, or an answer over HTTP at one of its ports. */
                                check?: (string & (unknown & unknown)) | {
                                    /**
                                     * Format: starts_with
                                     * @description What is asked for; / if it is left out.
                                     */
                                    path?: string & (unknown & unknown);
                                    /** @description One of the workspace's ports: its name, or its number counted from 1. */
                                    port: string | number;
                                    /** @description How long an answer may take; 60 if it is left out. */
                                    seconds?: number;
                                };
                                /** @description Variables for set-up, services, check and tear-down. No place for secrets. */
                                env?: {
                                    [key: string]: string;
                                };
                                /** @description How many ports the workspace has to itself, or their names. */
                                ports?: number | string[];
                                /** @description Programs that can be started in terminals of their own. */
                                services?: {
                                    /** @description A command line for /bin/sh, run in the workspace. */
                                    command: string & (unknown & unknown);
                                    name: string;
                                    /** @description The port it serves at. It is given as PORT too. */
                                    port?: string | number;
                                }[];
                                /** @description What makes a new workspace ready: run one after another, in a terminal. */
                                setup?: (string & (unknown & unknown)) | (string & (unknown & unknown))[];
                                /** @description What is run before the workspace is deleted. */
                                teardown?: (string & (unknown & unknown)) | (string & (unknown & unknown))[];
                            };
                        };
                    };
                };
            };
        };
        /** Write the workspace's .dispatch.json */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            /** @description How workspaces of this repository are made ready to run. */
            requestBody: {
                content: {
                    "application/json": {
                        /** @description For editors; Dispatch does not look at it. */
                        $schema?: string;
                        /** @description Files that git ignores and a new workspace is to get from another one; written as in .gitignore. */
                        carry?: (string & (unknown & unknown))[];
                        /** @description What proves that the workspace is ready: a command that ends well, or an answer over HTTP at one of its ports. */
                        check?: (string & (unknown & unknown)) | {
                            /**
                             * Format: starts_with
                             * @description What is asked for; / if it is left out.
                             */
                            path?: string & (unknown & unknown);
                            /** @description One of the workspace's ports: its name, or its number counted from 1. */
                            port: string | number;
                            /** @description How long an answer may take; 60 if it is left out. */
                            seconds?: number;
                        };
                        /** @description Variables for set-up, services, check and tear-down. No place for secrets. */
                        env?: {
                            [key: string]: string;
                        };
                        /** @description How many ports the workspace has to itself, or their names. */
                        ports?: number | string[];
                        /** @description Programs that can be started in terminals of their own. */
                        services?: {
                            /** @description A command line for /bin/sh, run in the workspace. */
                            command: string & (unknown & unknown);
                            name: string;
                            /** @description The port it serves at. It is given as PORT too. */
                            port?: string | number;
                        }[];
                        /** @description What makes a new workspace ready: run one after another, in a terminal. */
                        setup?: (string & (unknown & unknown)) | (string & (unknown & unknown))[];
                        /** @description What is run before the workspace is deleted. */
                        teardown?: (string & (unknown & unknown)) | (string & (unknown & unknown))[];
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The kinds of project that were found. */
                            detected: string[];
                            /** @description Why the file that is there cannot be used. */
                            fault?: string;
                            /** @description How workspaces of this repository are made ready to run. */
                            file?: {
                                /** @description For editors; Dispatch does not look at it. */
                                $schema?: string;
                                /** @description Files that git ignores and a new workspace is to get from another one; written as in .gitignore. */
                                carry?: (string & (unknown & unknown))[];
                                /** @description What proves that the workspace is ready: a command that ends well, or an answer over HTTP at one of its ports. */
                                check?: (string & (unknown & unknown)) | {
                                    /**
                                     * Format: starts_with
                                     * @description What is asked for; / if it is left out.
                                     */
                                    path?: string & (unknown & unknown);
                                    /** @description One of the workspace's ports: its name, or its number counted from 1. */
                                    port: string | number;
                                    /** @description How long an answer may take; 60 if it is left out. */
                                    seconds?: number;
                                };
                                /** @description Variables for set-up, services, check and tear-down. No place for secrets. */
                                env?: {
                                    [key: string]: string;
                                };
                                /** @description How many ports the workspace has to itself, or their names. */
                                ports?: number | string[];
                                /** @description Programs that can be started in terminals of their own. */
                                services?: {
                                    /** @description A command line for /bin/sh, run in the workspace. */
                                    command: string & (unknown & unknown);
                                    name: string;
                                    /** @description The port it serves at. It is given as PORT too. */
                                    port?: string | number;
                                }[];
                                /** @description What makes a new workspace ready: run one after another, in a terminal. */
                                setup?: (string & (unknown & unknown)) | (string & (unknown & unknown))[];
                                /** @description What is run before the workspace is deleted. */
                                teardown?: (string & (unknown & unknown)) | (string & (unknown & unknown))[];
                            };
                            /** @description Whether there is a .dispatch.json. */
                            found: boolean;
                            /** @description What one could write, as far as can be told from the files that are there. */
                            suggestion?: {
                                /** @description For editors; Dispatch does not look at it. */
                                $schema?: string;
                                /** @description Files that git ignores and a new workspace is to get from another one; written as in .gitignore. */
                                carry?: (string & (unknown & unknown))[];
                                /** @description What proves that the workspace is ready: a command that ends well, or an answer over HTTP at one of its ports. */
                                check?: (string & (unknown & unknown)) | {
                                    /**
                                     * Format: starts_with
                                     * @description What is asked for; / if it is left out.
                                     */
                                    path?: string & (unknown & unknown);
                                    /** @description One of the workspace's ports: its name, or its number counted from 1. */
                                    port: string | number;
                                    /** @description How long an answer may take; 60 if it is left out. */
                                    seconds?: number;
                                };
                                /** @description Variables for set-up, services, check and tear-down. No place for secrets. */
                                env?: {
                                    [key: string]: string;
                                };
                                /** @description How many ports the workspace has to itself, or their names. */
                                ports?: number | string[];
                                /** @description Programs that can be started in terminals of their own. */
                                services?: {
                                    /** @description A command line for /bin/sh, run in the workspace. */
                                    command: string & (unknown & unknown);
                                    name: string;
                                    /** @description The port it serves at. It is given as PORT too. */
                                    port?: string | number;
                                }[];
                                /** @description What makes a new workspace ready: run one after another, in a terminal. */
                                setup?: (string & (unknown & unknown)) | (string & (unknown & unknown))[];
                                /** @description What is run before the workspace is deleted. */
                                teardown?: (string & (unknown & unknown)) | (string & (unknown & unknown))[];
                            };
                        };
                    };
                };
            };
        };
        /** Run the set-up of a workspace that is ready; it stays ready */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The commit that its branch began at. */
                            baseCommit?: string;
                            /** @description The branch that was made for it. */
                            branch?: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            deletedAt?: string;
                            /** @description The workspace it is a copy of. */
                            from?: string;
                            /**
                             * Format: date-time
                             * @description When a deleted workspace goes for good.
                             */
                            goneAt?: string;
                            id: string;
                            /** @description As whom it speaks to its host and commits. */
                            identityId?: string;
                            /** @description Sessions that name no workspace start in it. */
                            isDefault: boolean;
                            /** @description Dispatch made its folder. One that was there before is never moved or deleted. */
                            isMade: boolean;
                            /**
                             * @description Its owner offers it to be copied.
                             * @default false
                             */
                            isTemplate: boolean;
                            /** @enum {string} */
                            kind: "plain" | "clone" | "worktree" | "copy";
                            /**
                             * Format: date-time
                             * @description When something last changed in one of its sessions.
                             */
                            lastUsedAt?: string;
                            liveSessions: number;
                            name: string;
                            path: string;
                            /** @description Ports that no other workspace is given. */
                            ports?: {
                                count: number;
                                first: number;
                                names: {
                                    [key: string]: number;
                                };
                            };
                            /** @description The code of what it failed with. */
                            problem?: string;
                            /** @description How far what is done to it now has come. */
                            progress?: {
                                /** @description Objects and bytes, in git's own words. */
                                detail?: string;
                                percent?: number;
                                /** @description The terminal in which it can be watched. */
                                sessionId?: string;
                                /** @description What git is doing, such as `Receiving objects`. */
                                step: string;
                            };
                            /** @description The one that was opened last. */
                            pullRequest?: {
                                host: string;
                                /** @enum {string} */
                                kind: "github" | "gitlab";
                                number: number;
                                /** @description Owner and name of the repository, with all groups. */
                                project: string;
                                url: string;
                            };
                            /** @description Why it failed, and what to do about it. */
                            reason?: string;
                            /** @description The branch, tag or commit that it was made from. */
                            ref?: string;
                            repo?: {
                                id: string;
                                name: string;
                                url: string;
                            };
                            services?: {
                                command: string;
                                name: string;
                                port?: number;
                                /** @description The terminal that was started for it last. */
                                sessionId?: string;
                            }[];
                            /** @description Sessions that have their history in it, live and ended. */
                            sessions: number;
                            setUp?: {
                                /** @description What was carried over, and what was left out. */
                                notes: string[];
                                /** @description The code of what it failed with. */
                                problem?: string;
                                /** @description Why it failed. */
                                reason?: string;
                                /** @description The terminal that it runs in, or ran in last. */
                                sessionId?: string;
                                /**
                                 * @description `left-out`: it was not wanted.
                                 * @enum {string}
                                 */
                                state: "waiting" | "running" | "done" | "failed" | "left-out";
                            };
                            /**
                             * @description `preparing`: being made; `failed`: it could not be, and `reason` says why; `archived`: deleted, and can be restored.
                             * @enum {string}
                             */
                            status: "preparing" | "ready" | "failed" | "archived";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/{id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much room a workspace takes, counted at most once a minute */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Room on the disk; links are not followed. */
                            bytes: number;
                            /** @description False where there was too much to count all of it. */
                            isComplete: boolean;
                            /** Format: date-time */
                            measuredAt: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/orphans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What lies where my workspaces lie, and belongs to none */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: date-time
                                 * @description When an entry was added to it or taken from it last.
                                 */
                                changedAt: string;
                                /**
                                 * @description `folder`: like a workspace; `clone`: a repository's bare clone.
                                 * @enum {string}
                                 */
                                kind: "folder" | "clone";
                                name: string;
                                path: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces/orphans/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a workspace of what belongs to none, or delete it; nothing else ever does */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description `adopt`: a workspace on this folder; `delete`: a deleted one, which can be restored.
                         * @enum {string}
                         */
                        action: "adopt" | "delete";
                        /**
                         * @default folder
                         * @enum {string}
                         */
                        kind?: "folder" | "clone";
                    };
                };
            };
            responses: {
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description A problem, with a code to switch on and a sentence that says what to do. */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            code: string;
                            detail: string;
                            errors?: {
                                message: string;
                                path: string;
                            }[];
                            requestId?: string;
                            status: number;
                            title: string;
                            type: string;
                        };
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Of a folder. A clone is gone for good. */
                            workspace?: {
                                /** @description The commit that its branch began at. */
                                baseCommit?: string;
                                /** @description The branch that was made for it. */
                                branch?: string;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                deletedAt?: string;
                                /** @description The workspace it is a copy of. */
                                from?: string;
                                /**
                                 * Format: date-time
                                 * @description When a deleted workspace goes for good.
                                 */
                                goneAt?: string;
                                id: string;
                                /** @description As whom it speaks to its host and commits. */
                                identityId?: string;
                                /** @description Sessions that name no workspace start in it. */
                                isDefault: boolean;
                                /** @description Dispatch made its folder. One that was there before is never moved or deleted. */
                                isMade: boolean;
                                /**
                                 * @description Its owner offers it to be copied.
                                 * @default false
                                 */
                                isTemplate: boolean;
                                /** @enum {string} */
                                kind: "plain" | "clone" | "worktree" | "copy";
                                /**
                                 * Format: date-time
                                 * @description When something last changed in one of its sessions.
                                 */
                                lastUsedAt?: string;
                                liveSessions: number;
                                name: string;
                                path: string;
                                /** @description Ports that no other workspace is given. */
                                ports?: {
                                    count: number;
                                    first: number;
                                    names: {
                                        [key: string]: number;
                                    };
                                };
                                /** @description The code of what it failed with. */
                                problem?: string;
                                /** @description How far what is done to it now has come. */
                                progress?: {
                                    /** @description Objects and bytes, in git's own words. */
                                    detail?: string;
                                    percent?: number;
                                    /** @description The terminal in which it can be watched. */
                                    sessionId?: string;
                                    /** @description What git is doing, such as `Receiving objects`. */
                                    step: string;
                                };
                                /** @description The one that was opened last. */
                                pullRequest?: {
                                    host: string;
                                    /** @enum {string} */
                                    kind: "github" | "gitlab";
                                    number: number;
                                    /** @description Owner and name of the repository, with all groups. */
                                    project: string;
                                    url: string;
                                };
                                /** @description Why it failed, and what to do about it. */
                                reason?: string;
                                /** @description The branch, tag or commit that it was made from. */
                                ref?: string;
                                repo?: {
                                    id: string;
                                    name: string;
                                    url: string;
                                };
                                services?: {
                                    command: string;
                                    name: string;
                                    port?: number;
                                    /** @description The terminal that was started for it last. */
                                    sessionId?: string;
                                }[];
                                /** @description Sessions that have their history in it, live and ended. */
                                sessions: number;
                                setUp?: {
                                    /** @description What was carried over, and what was left out. */
                                    notes: string[];
                                    /** @description The code of what it failed with. */
                                    problem?: string;
                                    /** @description Why it failed. */
                                    reason?: string;
                                    /** @description The terminal that it runs in, or ran in last. */
                                    sessionId?: string;
                                    /**
                                     * @description `left-out`: it was not wanted.
                                     * @enum {string}
                                     */
                                    state: "waiting" | "running" | "done" | "failed" | "left-out";
                                };
                                /**
                                 * @description `preparing`: being made; `failed`: it could not be, and `reason` says why; `archived`: deleted, and can be restored.
                                 * @enum {string}
                                 */
                                status: "preparing" | "ready" | "failed" | "archived";
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the process alive? */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            build: string;
                            /** @enum {string} */
                            status: "ok";
                            version: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics for Prometheus */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        LayoutNode: {
            children: components["schemas"]["LayoutNode"][];
            /** @enum {string} */
            direction: "row" | "column";
            /** @description How the room is shared, one for each child. */
            sizes: number[];
            /** @constant */
            type: "split";
        } | {
            /** @description The tab in front, counted from 0. */
            active: number;
            id: string;
            tabs: ({
                id: string;
                isPinned?: boolean;
                /** @constant */
                kind: "session";
            } | {
                isPinned?: boolean;
                /** @constant */
                kind: "files";
                path?: string;
                workspaceId: string;
            } | {
                isPinned?: boolean;
                /** @constant */
                kind: "review";
                workspaceId: string;
            } | {
                isPinned?: boolean;
                /** @constant */
                kind: "preview";
                path: string;
                workspaceId: string;
            })[];
            /** @constant */
            type: "group";
        };
        LayoutNodeInput: {
            children: components["schemas"]["LayoutNodeInput"][];
            /** @enum {string} */
            direction: "row" | "column";
            /** @description How the room is shared, one for each child. */
            sizes: number[];
            /** @constant */
            type: "split";
        } | {
            /** @description The tab in front, counted from 0. */
            active: number;
            id: string;
            tabs: ({
                id: string;
                isPinned?: boolean;
                /** @constant */
                kind: "session";
            } | {
                isPinned?: boolean;
                /** @constant */
                kind: "files";
                path?: string;
                workspaceId: string;
            } | {
                isPinned?: boolean;
                /** @constant */
                kind: "review";
                workspaceId: string;
            } | {
                isPinned?: boolean;
                /** @constant */
                kind: "preview";
                path: string;
                workspaceId: string;
            })[];
            /** @constant */
            type: "group";
        };
        TerminalTheme: {
            colors: {
                background: string;
                black: string;
                blue: string;
                brightBlack: string;
                brightBlue: string;
                brightCyan: string;
                brightGreen: string;
                brightMagenta: string;
                brightRed: string;
                brightWhite: string;
                brightYellow: string;
                cursor?: string;
                cyan: string;
                foreground: string;
                green: string;
                magenta: string;
                red: string;
                selection?: string;
                white: string;
                yellow: string;
            };
            id: string;
            name: string;
        };
        TerminalThemeInput: {
            colors: {
                background: string;
                black: string;
                blue: string;
                brightBlack: string;
                brightBlue: string;
                brightCyan: string;
                brightGreen: string;
                brightMagenta: string;
                brightRed: string;
                brightWhite: string;
                brightYellow: string;
                cursor?: string;
                cyan: string;
                foreground: string;
                green: string;
                magenta: string;
                red: string;
                selection?: string;
                white: string;
                yellow: string;
            };
            id: string;
            name: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
