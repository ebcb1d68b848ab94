<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>QObject</name>
    <message>
        <source>needs a graph with a built store</source>
        <translation>braucht einen Graphen mit fertigem Store</translation>
    </message>
    <message>
        <source>%1 has no adapter: no layer of it reads a graph</source>
        <translation>%1 hat keinen Adapter: keine Schicht darin liest einen Graphen</translation>
    </message>
    <message>
        <source>the adapter of %1 has no copy gate</source>
        <translation>der Adapter von %1 hat kein Kopiertor</translation>
    </message>
    <message>
        <source>a prompt full of triples needs up to %1 for its cache, %2 are free</source>
        <translation>ein Prompt voller Tripel braucht bis zu %1 für seinen Cache, frei sind %2</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
    <message>
        <source>leaf %1</source>
        <translation>Blatt %1</translation>
    </message>
    <message>
        <source>root %1</source>
        <translation>Wurzel %1</translation>
    </message>
    <message>
        <source>inter %1</source>
        <translation>Zwischen %1</translation>
    </message>
    <message>
        <source>%1
key: %2
value: %3
evidence share %4, rank %5 · triple %6, row %7, leaf %8</source>
        <translation>%1
Schlüssel: %2
Wert: %3
Beleganteil %4, Rang %5 · Tripel %6, Zeile %7, Blatt %8</translation>
    </message>
    <message>
        <source>It read no triple.</source>
        <translation>Es wurde kein Tripel gelesen.</translation>
    </message>
    <message>
        <source>First in the prompt: %1.</source>
        <translation>Zuerst im Prompt: %1.</translation>
    </message>
    <message>
        <source>Read most: %1, %2 % of what it took from the graph.</source>
        <translation>Am meisten gelesen: %1, %2 % von allem, was aus dem Graphen kam.</translation>
    </message>
    <message>
        <source>Prompt: %1 tokens.</source>
        <translation>Prompt: %1 Token.</translation>
    </message>
    <message>
        <source>Prompt: %1 tokens with %2 triples as text.</source>
        <translation>Prompt: %1 Token mit %2 Tripeln als Text.</translation>
    </message>
    <message>
        <source>A query met %1 keys on average.</source>
        <translation>Eine Query traf im Mittel auf %1 Schlüssel.</translation>
    </message>
    <message>
        <source>It says: “%1”</source>
        <translation>Es sagt: „%1“</translation>
    </message>
    <message>
        <source>That is its sentence for what it does not find.</source>
        <translation>Mit diesem Satz sagt es, dass es etwas nicht findet.</translation>
    </message>
    <message>
        <source>%1: “%2”</source>
        <translation>%1: „%2“</translation>
    </message>
    <message>
        <source>The triples as text made the prompt %1 tokens longer; as keys and values %2.</source>
        <translation>Die Tripel als Text machten den Prompt %1 Token länger, als Schlüssel und Werte %2.</translation>
    </message>
    <message>
        <source>The weights alone knew “%1”, too.</source>
        <translation>Auch die Gewichte allein kannten „%1“.</translation>
    </message>
    <message>
        <source>The weights alone did not say “%1”.</source>
        <translation>Die Gewichte allein sagten „%1“ nicht.</translation>
    </message>
    <message>
        <source>A query met %1 keys without the hierarchy and %2 with it: %3 times as many.</source>
        <translation>Eine Query traf ohne die Hierarchie auf %1 Schlüssel, mit ihr auf %2: %3-mal so viele.</translation>
    </message>
    <message>
        <source>Both read the same triple most: %1.</source>
        <translation>Beide lasen dasselbe Tripel am meisten: %1.</translation>
    </message>
    <message>
        <source>They read different triples most: %1; %2.</source>
        <translation>Sie lasen verschiedene Tripel am meisten: %1; %2.</translation>
    </message>
    <message>
        <source>k %1: “%2”</source>
        <translation>k %1: „%2“</translation>
    </message>
    <message>
        <source>With k %1, %2 was kept in %3 of %4 records of layers and words.</source>
        <translation>Mit k %1 wurde %2 in %3 von %4 Aufzeichnungen von Schichten und Wörtern behalten.</translation>
    </message>
    <message>
        <source>The words are the same: for this question the small k was enough.</source>
        <translation>Die Wörter sind gleich: Für diese Frage genügte das kleine k.</translation>
    </message>
    <message>
        <source>The words differ: what was cut off was needed.</source>
        <translation>Die Wörter sind andere: Was abgeschnitten wurde, wurde gebraucht.</translation>
    </message>
    <message>
        <source>The first answer read no triple: there was nothing to remove.</source>
        <translation>Die erste Antwort las kein Tripel: Es gab nichts wegzunehmen.</translation>
    </message>
    <message>
        <source>With %1: “%2”</source>
        <translation>Mit %1: „%2“</translation>
    </message>
    <message>
        <source>Without it: “%1”</source>
        <translation>Ohne: „%1“</translation>
    </message>
    <message>
        <source>No change: this answer did not depend on that triple.</source>
        <translation>Keine Änderung: Diese Antwort hing nicht von dem Tripel ab.</translation>
    </message>
    <message>
        <source>The fact was read, not remembered: without it the model says that it is not there.</source>
        <translation>Der Fakt wurde gelesen, nicht erinnert: Ohne ihn sagt das Modell, dass er fehlt.</translation>
    </message>
    <message>
        <source>The answer depended on that triple.</source>
        <translation>Die Antwort hing von diesem Tripel ab.</translation>
    </message>
    <message>
        <source>%1 read no triple.</source>
        <translation>%1 las kein Tripel.</translation>
    </message>
    <message>
        <source>%1 read “%2” most and said it.</source>
        <translation>%1 las „%2“ am meisten und sagte es.</translation>
    </message>
    <message>
        <source>%1 read “%2” most and said “%3”.</source>
        <translation>%1 las „%2“ am meisten und sagte „%3“.</translation>
    </message>
    <message>
        <source>Both were right here. Choose another question and begin again.</source>
        <translation>Hier waren beide richtig. Wählen Sie eine andere Frage und beginnen Sie neu.</translation>
    </message>
    <message>
        <source>Grounded is one thing, right words another: a value is a direction, and the model has to spell it. Copying takes the letters from the triple.</source>
        <translation>Verankert ist das eine, die richtigen Wörter sind etwas anderes: Ein Wert ist eine Richtung, und das Modell muss sie buchstabieren. Beim Kopieren kommen die Buchstaben aus dem Tripel.</translation>
    </message>
    <message>
        <source>What came out</source>
        <translation>Was herauskam</translation>
    </message>
    <message>
        <source>Worked out from the answers of this lesson.</source>
        <translation>Berechnet aus den Antworten dieser Lektion.</translation>
    </message>
    <message>
        <source>Three ways to add knowledge</source>
        <translation>Drei Wege, Wissen hinzuzufügen</translation>
    </message>
    <message>
        <source>In the weights, as text in the prompt, or as keys and values: what does each cost, and who knows the answer?</source>
        <translation>In den Gewichten, als Text im Prompt oder als Schlüssel und Werte: Was kostet jeder Weg, und wer weiß die Antwort?</translation>
    </message>
    <message>
        <source>In the weights</source>
        <translation>In den Gewichten</translation>
    </message>
    <message>
        <source>The model alone. What it knows was put into its weights by training; changing a fact means training again. Look at the next token.</source>
        <translation>Das Modell allein. Was es weiß, kam durch Training in seine Gewichte; einen Fakt zu ändern heißt, neu zu trainieren. Sehen Sie sich das nächste Token an.</translation>
    </message>
    <message>
        <source>Ask the model alone</source>
        <translation>Das Modell allein fragen</translation>
    </message>
    <message>
        <source>As text</source>
        <translation>Als Text</translation>
    </message>
    <message>
        <source>Fitting triples are written in front of the question. Look at the tokens: every triple is read again for every question.</source>
        <translation>Passende Tripel stehen vor der Frage. Sehen Sie sich die Token an: Jedes Tripel wird für jede Frage erneut gelesen.</translation>
    </message>
    <message>
        <source>Ask with triples in the prompt</source>
        <translation>Mit Tripeln im Prompt fragen</translation>
    </message>
    <message>
        <source>As keys and values</source>
        <translation>Als Schlüssel und Werte</translation>
    </message>
    <message>
        <source>The triples lie beside the model as keys and values, which some of its layers read. Look at the leaves: the prompt did not grow.</source>
        <translation>Die Tripel liegen neben dem Modell als Schlüssel und Werte, die einige seiner Schichten lesen. Sehen Sie sich die Blätter an: Der Prompt wurde nicht länger.</translation>
    </message>
    <message>
        <source>Ask with keys and values</source>
        <translation>Mit Schlüsseln und Werten fragen</translation>
    </message>
    <message>
        <source>KBLaM and AtlasKV</source>
        <translation>KBLaM und AtlasKV</translation>
    </message>
    <message>
        <source>Every key at once, or region, neighbourhood and fact: how many keys does a query meet?</source>
        <translation>Jeder Schlüssel auf einmal, oder Region, Nachbarschaft und Fakt: Auf wie viele Schlüssel trifft eine Query?</translation>
    </message>
    <message>
        <source>Every key at once</source>
        <translation>Jeder Schlüssel auf einmal</translation>
    </message>
    <message>
        <source>KBLaM compares a query with every key of the graph. Look at the leaves: nothing was chosen before.</source>
        <translation>KBLaM vergleicht eine Query mit jedem Schlüssel des Graphen. Sehen Sie sich die Blätter an: Vorher wurde nichts ausgewählt.</translation>
    </message>
    <message>
        <source>Ask KBLaM</source>
        <translation>KBLaM fragen</translation>
    </message>
    <message>
        <source>Level by level</source>
        <translation>Ebene für Ebene</translation>
    </message>
    <message>
        <source>AtlasKV compares it with the root keys first and goes on below the best of them. Step from Root over Inter to Leaf.</source>
        <translation>AtlasKV vergleicht sie zuerst mit den Wurzelschlüsseln und geht unter den besten weiter. Gehen Sie von Wurzel über Zwischen zu Blatt.</translation>
    </message>
    <message>
        <source>Ask AtlasKV</source>
        <translation>AtlasKV fragen</translation>
    </message>
    <message>
        <source>Why k matters</source>
        <translation>Warum es auf k ankommt</translation>
    </message>
    <message>
        <source>What is cut off on a level is lost for all levels below. When is it too much?</source>
        <translation>Was auf einer Ebene wegfällt, fehlt auf allen Ebenen darunter. Wann ist es zu viel?</translation>
    </message>
    <message>
        <source>The k of this graph</source>
        <translation>Das k dieses Graphen</translation>
    </message>
    <message>
        <source>So many root, inter and leaf keys stay as the top bar says. Look at the root keys and at the cut.</source>
        <translation>So viele Wurzel-, Zwischen- und Blattschlüssel bleiben, wie oben in der Leiste steht. Sehen Sie sich die Wurzelschlüssel und den Schnitt an.</translation>
    </message>
    <message>
        <source>Ask with this k</source>
        <translation>Mit diesem k fragen</translation>
    </message>
    <message>
        <source>One of each</source>
        <translation>Von jedem einer</translation>
    </message>
    <message>
        <source>Now one root key, one inter key and one leaf stay. Guess first: does the fact survive?</source>
        <translation>Jetzt bleiben ein Wurzelschlüssel, ein Zwischenschlüssel und ein Blatt. Raten Sie zuerst: Überlebt der Fakt?</translation>
    </message>
    <message>
        <source>Ask with k 1-1-1</source>
        <translation>Mit k 1-1-1 fragen</translation>
    </message>
    <message>
        <source>Remove a fact</source>
        <translation>Einen Fakt wegnehmen</translation>
    </message>
    <message>
        <source>Does the answer come from the triple that was read, or would the model say it anyway?</source>
        <translation>Kommt die Antwort aus dem Tripel, das gelesen wurde, oder würde das Modell sie ohnehin sagen?</translation>
    </message>
    <message>
        <source>With the fact</source>
        <translation>Mit dem Fakt</translation>
    </message>
    <message>
        <source>Look at the leaves: which triple was read most?</source>
        <translation>Sehen Sie sich die Blätter an: Welches Tripel wurde am meisten gelesen?</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Without it</source>
        <translation>Ohne ihn</translation>
    </message>
    <message>
        <source>The triple that was read most is masked: no layer may read it. The graph stays as it is. Guess the next token first.</source>
        <translation>Das am meisten gelesene Tripel ist maskiert: Keine Schicht darf es lesen. Der Graph bleibt, wie er ist. Raten Sie zuerst das nächste Token.</translation>
    </message>
    <message>
        <source>Mask it and ask again</source>
        <translation>Maskieren und erneut fragen</translation>
    </message>
    <message>
        <source>Right triple, wrong words</source>
        <translation>Richtiges Tripel, falsche Wörter</translation>
    </message>
    <message>
        <source>A layer can look at the right place and the model still say something else. Where does it go wrong?</source>
        <translation>Eine Schicht kann an die richtige Stelle sehen und das Modell trotzdem etwas anderes sagen. Wo geht es schief?</translation>
    </message>
    <message>
        <source>Spelled by the model</source>
        <translation>Vom Modell buchstabiert</translation>
    </message>
    <message>
        <source>The value is mixed into the layers as a direction; the model finds the words. Look at the mix, then at the next token.</source>
        <translation>Der Wert wird als Richtung in die Schichten gemischt; das Modell findet die Wörter. Sehen Sie sich die Mischung an, dann das nächste Token.</translation>
    </message>
    <message>
        <source>Ask without copying</source>
        <translation>Ohne Kopieren fragen</translation>
    </message>
    <message>
        <source>Copied from the triple</source>
        <translation>Aus dem Tripel kopiert</translation>
    </message>
    <message>
        <source>The same reading, but the words may be taken from the sentence of a kept triple.</source>
        <translation>Dasselbe Lesen, aber die Wörter dürfen aus dem Satz eines behaltenen Tripels genommen werden.</translation>
    </message>
    <message>
        <source>Ask with copying</source>
        <translation>Mit Kopieren fragen</translation>
    </message>
    <message>
        <source>Grounding: did the model read the triple that it talks about?
Rank, by evidence share, of the first read triple whose name the question mentions and whose value the answer says. It does not say that the answer is true.</source>
        <translation>Verankerung: Hat das Modell das Tripel gelesen, über das es spricht?
Rang, nach Beleganteil, des ersten gelesenen Tripels, dessen Name in der Frage steht und dessen Wert die Antwort sagt. Dass die Antwort wahr ist, sagt er nicht.</translation>
    </message>
    <message>
        <source>Match (faithfulness): does the text say what the top triple says?
Token F1 between the value part of the answer and the value of the triple with the largest evidence share; 1.00 = the same words.</source>
        <translation>Treue (Match): Sagt der Text, was das oberste Tripel sagt?
Token-F1 zwischen dem Wertteil der Antwort und dem Wert des Tripels mit dem größten Beleganteil; 1.00 = dieselben Wörter.</translation>
    </message>
    <message>
        <source>λ knowledge: share of the attention mass that went to the knowledge graph, mean over answer tokens, KB layers and heads. The rest went to the words of the conversation.</source>
        <translation>λ Wissen: Anteil der Attention-Masse, der an den Wissensgraphen ging, Mittel über Antwort-Token, KB-Schichten und Köpfe. Der Rest ging an die Wörter des Gesprächs.</translation>
    </message>
    <message>
        <source>Evidence share: joint attention weight of a triple summed over answer steps, KB layers and heads, divided by the same sum over all leaves that were kept.</source>
        <translation>Beleganteil: gemeinsames Attention-Gewicht eines Tripels, summiert über Antwortschritte, KB-Schichten und Köpfe, geteilt durch dieselbe Summe über alle behaltenen Blätter.</translation>
    </message>
    <message>
        <source>inter %1: %2</source>
        <translation>Zwischen %1: %2</translation>
    </message>
    <message>
        <source>%1 of %2, k %3</source>
        <translation>%1 von %2, k %3</translation>
    </message>
    <message>
        <source>triple</source>
        <translation>Tripel</translation>
    </message>
    <message>
        <source>head %1 · λ %2</source>
        <translation>Kopf %1 · λ %2</translation>
    </message>
    <message>
        <source>Joint attention weight of head %1 on each leaf; over all kept leaves the column adds up to the head&apos;s λ</source>
        <translation>Gemeinsames Attention-Gewicht von Kopf %1 auf jedem Blatt; über alle behaltenen Blätter ergibt die Spalte das λ des Kopfes</translation>
    </message>
    <message>
        <source>quantity</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>how</source>
        <translation>wie</translation>
    </message>
    <message>
        <source>1 / √([e;1]ᵀ Ĝ [e;1] + ε) of this key, the same for all heads</source>
        <translation>1 / √([e;1]ᵀ Ĝ [e;1] + ε) dieses Schlüssels, für alle Köpfe gleich</translation>
    </message>
    <message>
        <source>query of head %1 times the stored key</source>
        <translation>Query von Kopf %1 mal gespeicherter Schlüssel</translation>
    </message>
    <message>
        <source>what the key projector&apos;s bias adds</source>
        <translation>was der Bias des Schlüsselprojektors beiträgt</translation>
    </message>
    <message>
        <source>score of the key</source>
        <translation>Score des Schlüssels</translation>
    </message>
    <message>
        <source>kb_scale_factor %1</source>
        <translation>kb_scale_factor %1</translation>
    </message>
    <message>
        <source>n = %1 leaves kept</source>
        <translation>n = %1 behaltene Blätter</translation>
    </message>
    <message>
        <source>logit</source>
        <translation>Logit</translation>
    </message>
    <message>
        <source>sum of the above</source>
        <translation>Summe des Obigen</translation>
    </message>
    <message>
        <source>logit, engine</source>
        <translation>Logit, Engine</translation>
    </message>
    <message>
        <source>scoring kernel; differs by %1</source>
        <translation>Score-Kernel; Abweichung %1</translation>
    </message>
    <message>
        <source>largest logit</source>
        <translation>größter Logit</translation>
    </message>
    <message>
        <source>over %1 leaves and %2 words of the sequence</source>
        <translation>über %1 Blätter und %2 Wörter der Sequenz</translation>
    </message>
    <message>
        <source>denominator</source>
        <translation>Nenner</translation>
    </message>
    <message>
        <source>Σ exp(logit − largest) over both</source>
        <translation>Σ exp(Logit − größter) über beide</translation>
    </message>
    <message>
        <source>weight λ·p</source>
        <translation>Gewicht λ·p</translation>
    </message>
    <message>
        <source>0: a what-if took this head&apos;s knowledge away</source>
        <translation>0: Ein Was-wäre-wenn nahm diesem Kopf das Wissen</translation>
    </message>
    <message>
        <source>exp(logit − largest) / denominator</source>
        <translation>exp(Logit − größter) / Nenner</translation>
    </message>
    <message>
        <source>weights of all kept leaves of this head</source>
        <translation>Gewichte aller behaltenen Blätter dieses Kopfes</translation>
    </message>
    <message>
        <source>share of this leaf among the kept ones</source>
        <translation>Anteil dieses Blattes an den behaltenen</translation>
    </message>
    <message>
        <source>weight, trace</source>
        <translation>Gewicht, Aufzeichnung</translation>
    </message>
    <message>
        <source>recorded while answering; differs by %1</source>
        <translation>beim Antworten aufgezeichnet; Abweichung %1</translation>
    </message>
    <message>
        <source>not recorded for this step</source>
        <translation>für diesen Schritt nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>(not named in the trace)</source>
        <translation>(in der Aufzeichnung ohne Namen)</translation>
    </message>
    <message>
        <source>entity</source>
        <translation>Entität</translation>
    </message>
    <message>
        <source>relation</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Joint attention weight over all steps, KB layers and heads of all answers of this chat, of the whole</source>
        <translation>Gemeinsames Attention-Gewicht über alle Schritte, KB-Schichten und Köpfe aller Antworten dieses Chats, am Ganzen</translation>
    </message>
    <message>
        <source>Joint attention weight over all steps, KB layers and heads, of the whole answer&apos;s</source>
        <translation>Gemeinsames Attention-Gewicht über alle Schritte, KB-Schichten und Köpfe, an dem der ganzen Antwort</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>The same sum before it is divided</source>
        <translation>Dieselbe Summe, bevor sie geteilt wird</translation>
    </message>
    <message>
        <source>leaves</source>
        <translation>Blätter</translation>
    </message>
    <message>
        <source>Different leaves that were read</source>
        <translation>Verschiedene Blätter, die gelesen wurden</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Answers that read it</source>
        <translation>Antworten, die es lasen</translation>
    </message>
    <message>
        <source>rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>with the graph</source>
        <translation>mit dem Graphen</translation>
    </message>
    <message>
        <source>✓: the token that was said</source>
        <translation>✓: das Token, das gesagt wurde</translation>
    </message>
    <message>
        <source>log p</source>
        <translation>log p</translation>
    </message>
    <message>
        <source>Log-probability with the graph</source>
        <translation>Log-Wahrscheinlichkeit mit dem Graphen</translation>
    </message>
    <message>
        <source>without the graph</source>
        <translation>ohne den Graphen</translation>
    </message>
    <message>
        <source>log p alone</source>
        <translation>log p allein</translation>
    </message>
    <message>
        <source>Log-probability of the model alone, after the same words</source>
        <translation>Log-Wahrscheinlichkeit des Modells allein, nach denselben Wörtern</translation>
    </message>
    <message>
        <source>word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>Log-probability as it was answered</source>
        <translation>Log-Wahrscheinlichkeit, wie geantwortet wurde</translation>
    </message>
    <message>
        <source>without graph</source>
        <translation>ohne Graph</translation>
    </message>
    <message>
        <source>Of the model alone, after the question and the same words before</source>
        <translation>Des Modells allein, nach der Frage und denselben Wörtern davor</translation>
    </message>
    <message>
        <source>What the graph added; near 0: the model needed none for it</source>
        <translation>Was der Graph beitrug; nahe 0: Das Modell brauchte ihn dafür nicht</translation>
    </message>
    <message>
        <source>best with</source>
        <translation>beste mit</translation>
    </message>
    <message>
        <source>The most probable tokens with the graph</source>
        <translation>Die wahrscheinlichsten Token mit dem Graphen</translation>
    </message>
    <message>
        <source>best without</source>
        <translation>beste ohne</translation>
    </message>
    <message>
        <source>The most probable tokens without it</source>
        <translation>Die wahrscheinlichsten Token ohne ihn</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>what happened</source>
        <translation>was geschah</translation>
    </message>
    <message>
        <source>root rank</source>
        <translation>Rang Wurzel</translation>
    </message>
    <message>
        <source>inter rank</source>
        <translation>Rang Zwischen</translation>
    </message>
    <message>
        <source>leaf rank</source>
        <translation>Rang Blatt</translation>
    </message>
    <message>
        <source>row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Row of the graph; a triple can have two</source>
        <translation>Zeile des Graphen; ein Tripel kann zwei haben</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>root, inter and leaf keys kept</source>
        <translation>behaltene Wurzel-, Zwischen- und Blattschlüssel</translation>
    </message>
    <message>
        <source>questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Share of the exact attention mass of the first leaves that pruning kept</source>
        <translation>Anteil der exakten Attention-Masse der ersten Blätter, den die Auswahl behielt</translation>
    </message>
    <message>
        <source>leaves scanned, %</source>
        <translation>bewertete Blätter, %</translation>
    </message>
    <message>
        <source>Leaves that were scored, of all leaves of the graph</source>
        <translation>Blätter, die bewertet wurden, von allen Blättern des Graphen</translation>
    </message>
    <message>
        <source>mass recall</source>
        <translation>Massen-Recall</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>root %1 → inter %2 → leaf %3</source>
        <translation>Wurzel %1 → Zwischen %2 → Blatt %3</translation>
    </message>
    <message>
        <source>; λ %1</source>
        <translation>; λ %1</translation>
    </message>
    <message>
        <source>, as recorded %1</source>
        <translation>, laut Aufzeichnung %1</translation>
    </message>
    <message>
        <source>; %1 of the %2 leaves that were kept</source>
        <translation>; %1 der %2 behaltenen Blätter</translation>
    </message>
    <message>
        <source>1 · Words become tokens</source>
        <translation>1 · Aus Wörtern werden Token</translation>
    </message>
    <message>
        <source>“%1” is cut into %2 tokens, pieces that the model knows by number.</source>
        <translation>„%1“ wird in %2 Token zerlegt, Stücke, die das Modell als Nummern kennt.</translation>
    </message>
    <message>
        <source>said</source>
        <translation>gesagt</translation>
    </message>
    <message>
        <source>Nothing has been said yet.</source>
        <translation>Es wurde noch nichts gesagt.</translation>
    </message>
    <message>
        <source>Already said: %1</source>
        <translation>Schon gesagt: %1</translation>
    </message>
    <message>
        <source>2 · A question in numbers</source>
        <translation>2 · Eine Frage in Zahlen</translation>
    </message>
    <message>
        <source>No record: layer %1 did not read the graph for this word.</source>
        <translation>Keine Aufzeichnung: Schicht %1 las den Graphen für dieses Wort nicht.</translation>
    </message>
    <message>
        <source>Before it writes the next word, layer %1 turns what it has read so far into %2 queries, one a head. A query is a direction: keys that point the same way fit.</source>
        <translation>Vor dem nächsten Wort macht Schicht %1 aus allem bisher Gelesenen %2 Querys, eine je Kopf. Eine Query ist eine Richtung: Schlüssel in derselben Richtung passen.</translation>
    </message>
    <message>
        <source>head %1</source>
        <translation>Kopf %1</translation>
    </message>
    <message>
        <source>λ %1</source>
        <translation>λ %1</translation>
    </message>
    <message>
        <source>λ is the share of its attention that each head gives to the graph.</source>
        <translation>λ ist der Anteil seiner Aufmerksamkeit, den jeder Kopf dem Graphen gibt.</translation>
    </message>
    <message>
        <source>In this mode every leaf is attended to: nothing is chosen on this level.</source>
        <translation>In diesem Modus wird jedes Blatt gelesen: Auf dieser Ebene wird nichts ausgewählt.</translation>
    </message>
    <message>
        <source>%1 %2 were compared with the query. The best %3 stay, the rest is not looked at any further.</source>
        <translation>%1 %2 wurden mit der Query verglichen. Die besten %3 bleiben, der Rest wird nicht weiter angesehen.</translation>
    </message>
    <message>
        <source>All %1 %2 stay: there is nothing to prune here.</source>
        <translation>Alle %1 %2 bleiben: Hier gibt es nichts auszuwählen.</translation>
    </message>
    <message>
        <source>and %1 more that stayed</source>
        <translation>und %1 weitere, die blieben</translation>
    </message>
    <message>
        <source>6 · Values are mixed in</source>
        <translation>6 · Werte werden eingemischt</translation>
    </message>
    <message>
        <source>No record of this layer for this word.</source>
        <translation>Keine Aufzeichnung dieser Schicht für dieses Wort.</translation>
    </message>
    <message>
        <source>The layer adds up the values of the leaves it kept, each by its weight. The graph gets %1 % of the attention, the words of the conversation %2 %.</source>
        <translation>Die Schicht addiert die Werte der behaltenen Blätter, jeden nach seinem Gewicht. Der Graph bekommt %1 % der Aufmerksamkeit, die Wörter des Gesprächs %2 %.</translation>
    </message>
    <message>
        <source>words of the conversation</source>
        <translation>Wörter des Gesprächs</translation>
    </message>
    <message>
        <source>Weights show where the layer read, not why it answered.</source>
        <translation>Gewichte zeigen, wo die Schicht las, nicht warum sie so antwortete.</translation>
    </message>
    <message>
        <source>7 · The next token</source>
        <translation>7 · Das nächste Token</translation>
    </message>
    <message>
        <source>No token was recorded for this step.</source>
        <translation>Für diesen Schritt wurde kein Token aufgezeichnet.</translation>
    </message>
    <message>
        <source>After all layers the model gives every token it knows a probability, and writes “%1”.</source>
        <translation>Nach allen Schichten gibt das Modell jedem Token, das es kennt, eine Wahrscheinlichkeit und schreibt „%1“.</translation>
    </message>
    <message>
        <source>token number %1</source>
        <translation>Token Nummer %1</translation>
    </message>
    <message>
        <source>3 · Root: which region of the graph?</source>
        <translation>3 · Wurzel: Welche Region des Graphen?</translation>
    </message>
    <message>
        <source>root keys</source>
        <translation>Wurzelschlüssel</translation>
    </message>
    <message>
        <source>4 · Inter: which neighbourhood?</source>
        <translation>4 · Zwischen: Welche Nachbarschaft?</translation>
    </message>
    <message>
        <source>inter keys</source>
        <translation>Zwischenschlüssel</translation>
    </message>
    <message>
        <source>5 · Leaf: which facts?</source>
        <translation>5 · Blatt: Welche Fakten?</translation>
    </message>
    <message>
        <source>leaf keys</source>
        <translation>Blattschlüssel</translation>
    </message>
    <message>
        <source>how “%1” was written</source>
        <translation>wie „%1“ geschrieben wurde</translation>
    </message>
    <message>
        <source>Recorded by AtlasKV Workbench: %1, mode %2, k %3-%4-%5, seed %6. Space or → steps and reveals, ↓ goes to the next word.</source>
        <translation>Aufgezeichnet von AtlasKV Workbench: %1, Modus %2, k %3-%4-%5, Seed %6. Leertaste oder → geht weiter und deckt auf, ↓ geht zum nächsten Wort.</translation>
    </message>
    <message>
        <source>Off: never ask</source>
        <translation>Aus: nie fragen</translation>
    </message>
    <message>
        <source>Relaxed: ask above what is free</source>
        <translation>Locker: fragen, wenn mehr nötig als frei ist</translation>
    </message>
    <message>
        <source>Strict: ask above 80 % of what is free</source>
        <translation>Streng: fragen ab 80 % des Freien</translation>
    </message>
    <message>
        <source>Own limit: ask above it</source>
        <translation>Eigene Grenze: darüber fragen</translation>
    </message>
    <message>
        <source>Model and graph need about %1 of memory (weights %2, KV cache %3, graph %4), </source>
        <translation>Modell und Graph brauchen etwa %1 Speicher (Gewichte %2, KV-Cache %3, Graph %4), </translation>
    </message>
    <message>
        <source> Choose a smaller model, graph or context, or load anyway.</source>
        <translation> Wählen Sie ein kleineres Modell, einen kleineren Graphen oder Kontext, oder laden Sie trotzdem.</translation>
    </message>
    <message>
        <source>%1 are free.</source>
        <translation>frei sind %1.</translation>
    </message>
    <message>
        <source>more than 80 % of the %1 that are free.</source>
        <translation>mehr als 80 % der freien %1.</translation>
    </message>
    <message>
        <source>your own limit is %1.</source>
        <translation>Ihre eigene Grenze ist %1.</translation>
    </message>
    <message>
        <source>part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>estimate</source>
        <translation>Schätzung</translation>
    </message>
    <message>
        <source>by the formula, for the values above</source>
        <translation>nach der Formel, für die Werte oben</translation>
    </message>
    <message>
        <source>open now</source>
        <translation>jetzt offen</translation>
    </message>
    <message>
        <source>what the engine that is loaded reports</source>
        <translation>was die geladene Engine meldet</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>2 B × parameters (files in fp16 or bf16, else 4 B); adapter in fp32 as it is used</source>
        <translation>2 B × Parameter (Dateien in fp16 oder bf16, sonst 4 B); der Adapter in fp32, wie er benutzt wird</translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation>KV-Cache</translation>
    </message>
    <message>
        <source>8 B × layers × KV heads × head width × context (64 · 2ⁿ)</source>
        <translation>8 B × Schichten × KV-Köpfe × Kopfbreite × Kontext (64 · 2ⁿ)</translation>
    </message>
    <message>
        <source>root + inter keys</source>
        <translation>Wurzel- + Zwischenschlüssel</translation>
    </message>
    <message>
        <source>(⌈M^⅓⌉ + ⌈M^⅔⌉) × (4 d + 4) B</source>
        <translation>(⌈M^⅓⌉ + ⌈M^⅔⌉) × (4 d + 4) B</translation>
    </message>
    <message>
        <source>scales of the leaves</source>
        <translation>Skalen der Blätter</translation>
    </message>
    <message>
        <source>4 B × M</source>
        <translation>4 B × M</translation>
    </message>
    <message>
        <source>staged leaves</source>
        <translation>bereitgelegte Blätter</translation>
    </message>
    <message>
        <source>KB layers × min(k_L, M) × 2 d B</source>
        <translation>KB-Schichten × min(k_L, M) × 2 d B</translation>
    </message>
    <message>
        <source>activations of the prefill</source>
        <translation>Aktivierungen des Prefills</translation>
    </message>
    <message>
        <source>4 B × (2 heads T² + T (3 FFN + 8 hidden)), about</source>
        <translation>4 B × (2 Köpfe T² + T (3 FFN + 8 hidden)), etwa</translation>
    </message>
    <message>
        <source>must stay in memory</source>
        <translation>muss im Speicher bleiben</translation>
    </message>
    <message>
        <source>store, mapped from disk</source>
        <translation>Store, von der Platte eingeblendet</translation>
    </message>
    <message>
        <source>int8: (2 (d + 2) + 8) B × M, and the hierarchy; the system drops it when memory is short</source>
        <translation>int8: (2 (d + 2) + 8) B × M und die Hierarchie; das System gibt ihn frei, wenn Speicher knapp ist</translation>
    </message>
    <message>
        <source>store on disk</source>
        <translation>Store auf der Platte</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>size of the graph, M</source>
        <translation>Größe des Graphen, M</translation>
    </message>
    <message>
        <source>resident</source>
        <translation>resident</translation>
    </message>
    <message>
        <source>growth of the process&apos;s own pages</source>
        <translation>Zuwachs der eigenen Seiten des Prozesses</translation>
    </message>
    <message>
        <source>file pages</source>
        <translation>Dateiseiten</translation>
    </message>
    <message>
        <source>part of the store that the system keeps in memory</source>
        <translation>Teil des Stores, den das System im Speicher hält</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>files of the store</source>
        <translation>Dateien des Stores</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>erstes Token</translation>
    </message>
    <message>
        <source>after the store was loaded, warm</source>
        <translation>nachdem der Store geladen war, warm</translation>
    </message>
    <message>
        <source>%1 rows in %2 inter and %3 root clusters, k %4. The process grew by %5 of its own pages and %6 of file pages; the store has %7 on disk. The engine reports keys %8, KV cache %9, staged leaves %10.</source>
        <translation>%1 Zeilen in %2 Zwischen- und %3 Wurzelclustern, k %4. Der Prozess wuchs um %5 eigene Seiten und %6 Dateiseiten; der Store hat %7 auf der Platte. Die Engine meldet Schlüssel %8, KV-Cache %9, bereitgelegte Blätter %10.</translation>
    </message>
    <message>
        <source> Written in %1 s, loaded in %2 s, first token %3 s. Model %4 (%5), store %6.</source>
        <translation> Geschrieben in %1 s, geladen in %2 s, erstes Token %3 s. Modell %4 (%5), Store %6.</translation>
    </message>
    <message>
        <source>root + inter</source>
        <translation>Wurzel + Zwischen</translation>
    </message>
    <message>
        <source>other</source>
        <translation>anderes</translation>
    </message>
    <message>
        <source>There is no .safetensors file in it.</source>
        <translation>Es ist keine .safetensors-Datei darin.</translation>
    </message>
    <message>
        <source>Neither this folder nor one directly in it holds a config.json.</source>
        <translation>Weder dieser Ordner noch einer direkt darin enthält eine config.json.</translation>
    </message>
    <message>
        <source>The folder is not there any more.</source>
        <translation>Den Ordner gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>It has no KB layers: it runs without the graph (zero-shot).</source>
        <translation>Es hat keine KB-Schichten: Es läuft ohne den Graphen (zero-shot).</translation>
    </message>
    <message>
        <source>The open graph is not embedded yet.</source>
        <translation>Der offene Graph hat noch keine Embeddings.</translation>
    </message>
    <message>
        <source>Its adapter reads embeddings of %1, %2 wide; those of the open graph are of %3, %4 wide. Embed the graph again with %1, or choose another model.</source>
        <translation>Sein Adapter liest Embeddings von %1, %2 breit; die des offenen Graphen sind von %3, %4 breit. Betten Sie den Graphen mit %1 neu ein oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>Its adapter reads embeddings of %1; the open graph was embedded with %2. Embed the graph again with %1, or choose another model.</source>
        <translation>Sein Adapter liest Embeddings von %1; der offene Graph wurde mit %2 eingebettet. Betten Sie den Graphen mit %1 neu ein oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>no entity of the graph is named</source>
        <translation>keine Entität des Graphen ist genannt</translation>
    </message>
    <message>
        <source>1 entity matched: %1</source>
        <translation>1 Entität gefunden: %1</translation>
    </message>
    <message>
        <source>%1 entities matched: %2</source>
        <translation>%1 Entitäten gefunden: %2</translation>
    </message>
    <message>
        <source>1 row holds its answer</source>
        <translation>1 Zeile enthält die Antwort</translation>
    </message>
    <message>
        <source>%1 rows hold its answer</source>
        <translation>%1 Zeilen enthalten die Antwort</translation>
    </message>
    <message>
        <source>no graph attached: the model answers by itself</source>
        <translation>kein Graph angebunden: Das Modell antwortet selbst</translation>
    </message>
    <message>
        <source>graph %1 has no store: the model answers by itself</source>
        <translation>Graph %1 hat keinen Store: Das Modell antwortet selbst</translation>
    </message>
    <message>
        <source>%1 of %2 prompt tokens</source>
        <translation>%1 von %2 Prompt-Token</translation>
    </message>
    <message>
        <source>%1 prompt tokens</source>
        <translation>%1 Prompt-Token</translation>
    </message>
    <message>
        <source>asked on its own</source>
        <translation>einzeln gefragt</translation>
    </message>
    <message>
        <source>The question has %1 tokens, the model reads at most %2: shorten it.</source>
        <translation>Die Frage hat %1 Token, das Modell liest höchstens %2: Kürzen Sie sie.</translation>
    </message>
    <message>
        <source> The model answers questions about one fact; it reads single triples and does not count, list, compare or follow chains.</source>
        <translation> Das Modell beantwortet Fragen nach einem Fakt; es liest einzelne Tripel und zählt nicht, listet nicht auf, vergleicht nicht und folgt keinen Ketten.</translation>
    </message>
    <message>
        <source>This looks like counting.</source>
        <translation>Das sieht nach Zählen aus.</translation>
    </message>
    <message>
        <source>This looks like a list of several facts.</source>
        <translation>Das sieht nach einer Liste mehrerer Fakten aus.</translation>
    </message>
    <message>
        <source>This looks like a comparison.</source>
        <translation>Das sieht nach einem Vergleich aus.</translation>
    </message>
    <message>
        <source>This looks like a chain of several facts.</source>
        <translation>Das sieht nach einer Kette mehrerer Fakten aus.</translation>
    </message>
    <message>
        <source>question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>k (root-inter-leaf)</source>
        <translation>k (Wurzel-Zwischen-Blatt)</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>0 (greedy)</source>
        <translation>0 (greedy)</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>hash of the model</source>
        <translation>Hash des Modells</translation>
    </message>
    <message>
        <source>hash of the store</source>
        <translation>Hash des Stores</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>rows in the store</source>
        <translation>Zeilen im Store</translation>
    </message>
    <message>
        <source>masked triples</source>
        <translation>maskierte Tripel</translation>
    </message>
    <message>
        <source>triples in the prompt</source>
        <translation>Tripel im Prompt</translation>
    </message>
    <message>
        <source>as the mode does by itself</source>
        <translation>wie der Modus es selbst tut</translation>
    </message>
    <message>
        <source>longest answer</source>
        <translation>längste Antwort</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>build</source>
        <translation>Build</translation>
    </message>
    <message>
        <source>%1 %2 instead of %3</source>
        <translation>%1 %2 statt %3</translation>
    </message>
    <message>
        <source>store</source>
        <translation>Store</translation>
    </message>
    <message>
        <source>masked</source>
        <translation>maskiert</translation>
    </message>
    <message>
        <source>the same words (the earlier run was kept without its tokens)</source>
        <translation>dieselben Wörter (der frühere Lauf wurde ohne seine Token behalten)</translation>
    </message>
    <message>
        <source>other words (the earlier run was kept without its tokens)</source>
        <translation>andere Wörter (der frühere Lauf wurde ohne seine Token behalten)</translation>
    </message>
    <message>
        <source>all %1 tokens are identical</source>
        <translation>alle %1 Token sind gleich</translation>
    </message>
    <message>
        <source>%1 tokens agree, then one run is longer (%2 and %3 tokens)</source>
        <translation>%1 Token stimmen überein, dann ist ein Lauf länger (%2 und %3 Token)</translation>
    </message>
    <message>
        <source>%1 of %2 tokens agree; token %3 is “%4” instead of “%5”</source>
        <translation>%1 von %2 Token stimmen überein; Token %3 ist „%4“ statt „%5“</translation>
    </message>
    <message>
        <source>Run again with the same card: %1.</source>
        <translation>Noch einmal mit derselben Karte: %1.</translation>
    </message>
    <message>
        <source>Run again with %1: %2.</source>
        <translation>Noch einmal mit %1: %2.</translation>
    </message>
    <message>
        <source>What layer %1 read</source>
        <translation>Was Schicht %1 las</translation>
    </message>
    <message>
        <source>λ %1 · scores summed over %2 heads, shared by all heads; bars relative to the largest</source>
        <translation>λ %1 · Scores über %2 Köpfe summiert, allen Köpfen gemeinsam; Balken relativ zum größten</translation>
    </message>
    <message>
        <source>Joint attention weight λ·p, mean over heads. The column adds up to λ of this layer.</source>
        <translation>Gemeinsames Attention-Gewicht λ·p, Mittel über Köpfe. Die Spalte ergibt das λ dieser Schicht.</translation>
    </message>
    <message>
        <source>What layer %1 read over the whole answer</source>
        <translation>Was Schicht %1 in der ganzen Antwort las</translation>
    </message>
    <message>
        <source>mean λ %1 · scores summed over %2 heads and %3 steps (the prefill&apos;s by position)</source>
        <translation>mittleres λ %1 · Scores über %2 Köpfe und %3 Schritte summiert (die des Prefills nach Position)</translation>
    </message>
    <message>
        <source>Joint attention weight λ·p, mean over heads, summed over the words of the answer</source>
        <translation>Gemeinsames Attention-Gewicht λ·p, Mittel über Köpfe, über die Wörter der Antwort summiert</translation>
    </message>
    <message>
        <source>What layer %1 read in the prompt</source>
        <translation>Was Schicht %1 im Prompt las</translation>
    </message>
    <message>
        <source>mean λ %1 · scores summed over %2 heads and %3 positions</source>
        <translation>mittleres λ %1 · Scores über %2 Köpfe und %3 Positionen summiert</translation>
    </message>
    <message>
        <source>Joint attention weight λ·p, mean over heads, summed over the positions of the prompt</source>
        <translation>Gemeinsames Attention-Gewicht λ·p, Mittel über Köpfe, über die Positionen des Prompts summiert</translation>
    </message>
    <message>
        <source>whole answer</source>
        <translation>ganze Antwort</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>%1, layer %2</source>
        <translation>%1, Schicht %2</translation>
    </message>
    <message>
        <source>read by</source>
        <translation>gelesen von</translation>
    </message>
    <message>
        <source>Which of the two places kept the leaf</source>
        <translation>Welche der beiden Stellen das Blatt behielt</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>Share of A&apos;s own knowledge mass</source>
        <translation>Anteil an As eigener Wissensmasse</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>Share of B&apos;s own knowledge mass</source>
        <translation>Anteil an Bs eigener Wissensmasse</translation>
    </message>
    <message>
        <source>B − A</source>
        <translation>B − A</translation>
    </message>
    <message>
        <source>Difference of the two shares, in percentage points; 0 for a side that did not keep the leaf</source>
        <translation>Differenz der beiden Anteile in Prozentpunkten; 0 für eine Seite, die das Blatt nicht behielt</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>A only</source>
        <translation>nur A</translation>
    </message>
    <message>
        <source>B only</source>
        <translation>nur B</translation>
    </message>
    <message>
        <source>A %1: λ %2 · B %3: λ %4 · difference %5. Leaves: %6 in both, %7 only in A, %8 only in B.</source>
        <translation>A %1: λ %2 · B %3: λ %4 · Differenz %5. Blätter: %6 in beiden, %7 nur in A, %8 nur in B.</translation>
    </message>
    <message>
        <source>A is of “%1”, B of “%2”.</source>
        <translation>A ist von „%1“, B von „%2“.</translation>
    </message>
    <message>
        <source>The model alone: no knowledge graph is read.</source>
        <translation>Das Modell allein: Kein Wissensgraph wird gelesen.</translation>
    </message>
    <message>
        <source>Facts as text in the prompt, as many as fit.</source>
        <translation>Fakten als Text im Prompt, so viele wie passen.</translation>
    </message>
    <message>
        <source>The facts nearest to the question as text in the prompt.</source>
        <translation>Die der Frage nächsten Fakten als Text im Prompt.</translation>
    </message>
    <message>
        <source>Flat attention: every key of the graph is attended to.</source>
        <translation>Flache Attention: Jeder Schlüssel des Graphen wird beachtet.</translation>
    </message>
    <message>
        <source>Hierarchical: root, inter and leaf keys are pruned before attention.</source>
        <translation>Hierarchisch: Wurzel-, Zwischen- und Blattschlüssel werden vor der Attention ausgewählt.</translation>
    </message>
    <message>
        <source>AtlasKV, and the words of the kept triples may be copied: every copied token has its triple.</source>
        <translation>AtlasKV, und die Wörter der behaltenen Tripel dürfen kopiert werden: Jedes kopierte Token hat sein Tripel.</translation>
    </message>
    <message>
        <source>Knowledge attention, and the facts that it chose as text in the prompt.</source>
        <translation>Wissens-Attention, und die von ihr gewählten Fakten als Text im Prompt.</translation>
    </message>
    <message>
        <source>Hybrid, and the words of the kept triples may be copied.</source>
        <translation>Hybrid, und die Wörter der behaltenen Tripel dürfen kopiert werden.</translation>
    </message>
    <message>
        <source>root cluster %1: %2</source>
        <translation>Wurzelcluster %1: %2</translation>
    </message>
    <message>
        <source>inter cluster %1: %2</source>
        <translation>Zwischencluster %1: %2</translation>
    </message>
    <message>
        <source>%1
key: %2
value: %3
leaf %4, row %5, path %6/%7</source>
        <translation>%1
Schlüssel: %2
Wert: %3
Blatt %4, Zeile %5, Pfad %6/%7</translation>
    </message>
    <message>
        <source>Root</source>
        <translation>Wurzel</translation>
    </message>
    <message>
        <source>Inter</source>
        <translation>Zwischen</translation>
    </message>
    <message>
        <source>Leaf</source>
        <translation>Blatt</translation>
    </message>
    <message>
        <source>pinned by a what-if; no score where it was not scored</source>
        <translation>von einem Was-wäre-wenn angeheftet; ohne Score, wo nicht bewertet wurde</translation>
    </message>
    <message>
        <source>triple %1</source>
        <translation>Tripel %1</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>ohne %1</translation>
    </message>
    <message>
        <source>%1 reads “%2”</source>
        <translation>%1 liest „%2“</translation>
    </message>
    <message>
        <source>every key with another row&apos;s value</source>
        <translation>jeder Schlüssel mit dem Wert einer anderen Zeile</translation>
    </message>
    <message>
        <source>random vectors in place of the graph</source>
        <translation>Zufallsvektoren statt des Graphen</translation>
    </message>
    <message>
        <source>without cluster %1</source>
        <translation>ohne Cluster %1</translation>
    </message>
    <message>
        <source>head %1 of layer %2 reads nothing</source>
        <translation>Kopf %1 von Schicht %2 liest nichts</translation>
    </message>
    <message>
        <source>layer %1 reads nothing</source>
        <translation>Schicht %1 liest nichts</translation>
    </message>
    <message>
        <source>%1 always kept</source>
        <translation>%1 immer behalten</translation>
    </message>
    <message>
        <source>without a kb_scale_factor</source>
        <translation>ohne kb_scale_factor</translation>
    </message>
    <message>
        <source>mode %1</source>
        <translation>Modus %1</translation>
    </message>
    <message>
        <source>The answer changed.</source>
        <translation>Die Antwort hat sich geändert.</translation>
    </message>
    <message>
        <source>No change: the answer is word for word the same and as likely as before. The words did not depend on what was changed.</source>
        <translation>Keine Änderung: Die Antwort ist Wort für Wort dieselbe und so wahrscheinlich wie zuvor. Die Wörter hingen nicht von dem ab, was geändert wurde.</translation>
    </message>
    <message>
        <source>The words are the same, but the model is %1 sure of them.</source>
        <translation>Die Wörter sind dieselben, aber das Modell ist sich ihrer %1 sicher.</translation>
    </message>
    <message>
        <source>less</source>
        <translation>weniger</translation>
    </message>
    <message>
        <source>more</source>
        <translation>mehr</translation>
    </message>
    <message>
        <source>%1  →  %2     %3 of %4</source>
        <translation>%1  →  %2     %3 von %4</translation>
    </message>
    <message>
        <source>Memory over time, bytes</source>
        <translation>Speicher über die Zeit, Byte</translation>
    </message>
    <message>
        <source>Memory by graph size</source>
        <translation>Speicher nach Graphgröße</translation>
    </message>
    <message>
        <source>Sizes of clusters</source>
        <translation>Größen der Cluster</translation>
    </message>
    <message>
        <source>Funnel</source>
        <translation>Trichter</translation>
    </message>
    <message>
        <source>lambda_kg, layers by words</source>
        <translation>lambda_kg, Schichten mal Wörter</translation>
    </message>
    <message>
        <source>Hierarchy</source>
        <translation>Hierarchie</translation>
    </message>
    <message>
        <source>Map of the inter keys</source>
        <translation>Karte der Zwischenschlüssel</translation>
    </message>
    <message>
        <source>Picture, scalable (*.svg);;Picture, PDF (*.pdf);;Picture, PNG (*.png);;Numbers, CSV (*.csv);;Numbers, JSON (*.json);;Numbers, Markdown (*.md)</source>
        <translation>Bild, skalierbar (*.svg);;Bild, PDF (*.pdf);;Bild, PNG (*.png);;Zahlen, CSV (*.csv);;Zahlen, JSON (*.json);;Zahlen, Markdown (*.md)</translation>
    </message>
    <message>
        <source>“%1” · step %2 · </source>
        <translation>„%1“ · Schritt %2 · </translation>
    </message>
    <message>
        <source>λ knowledge %1 · </source>
        <translation>λ Wissen %1 · </translation>
    </message>
    <message>
        <source>log-probability %1</source>
        <translation>Log-Wahrscheinlichkeit %1</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>Hold: %1 keeps what it shows</source>
        <translation>Halten: %1 behält, was gezeigt wird</translation>
    </message>
    <message>
        <source>Keep what is shown here; the other views go on following the selection</source>
        <translation>Behält, was hier gezeigt wird; die anderen Ansichten folgen weiter der Auswahl</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Gehalten</translation>
    </message>
    <message>
        <source>event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>concept</source>
        <translation>Konzept</translation>
    </message>
    <message>
        <source>unknown type</source>
        <translation>unbekannter Typ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Chat with a language model whose attention reads a knowledge graph, and see what it read.</source>
        <translation>Chat mit einem Sprachmodell, dessen Attention einen Wissensgraphen liest; zeigt, was gelesen wurde.</translation>
    </message>
    <message>
        <source>Graph to open (a folder NAME.akv) or trace (a file NAME.akvtrace)</source>
        <translation>Zu öffnender Graph (Ordner NAME.akv) oder Aufzeichnung (Datei NAME.akvtrace)</translation>
    </message>
    <message>
        <source>Model folder; the bundled model by default</source>
        <translation>Modellordner; sonst das mitgelieferte Modell</translation>
    </message>
    <message>
        <source>light, dark or contrast</source>
        <translation>light, dark oder contrast</translation>
    </message>
    <message>
        <source>en, de and so on; as chosen by default</source>
        <translation>en, de und so weiter; sonst wie gewählt</translation>
    </message>
    <message>
        <source>Open the sample, ask it, save pictures of every page, quit</source>
        <translation>Beispiel öffnen, befragen, Bilder aller Seiten speichern, beenden</translation>
    </message>
    <message>
        <source>Show the window, print the seconds until it was painted, quit</source>
        <translation>Fenster zeigen, Sekunden bis zum Zeichnen ausgeben, beenden</translation>
    </message>
    <message>
        <source>Draw numbers that were exported (CSV or JSON), save the picture, quit</source>
        <translation>Exportierte Zahlen (CSV oder JSON) zeichnen, Bild speichern, beenden</translation>
    </message>
    <message>
        <source>Picture to write: NAME.svg, .png or .pdf</source>
        <translation>Zu schreibendes Bild: NAME.svg, .png oder .pdf</translation>
    </message>
    <message>
        <source>Table of the file, from 1; the first with a picture by default</source>
        <translation>Tabelle der Datei, ab 1; sonst die erste mit einem Bild</translation>
    </message>
    <message>
        <source>Say on stderr when the window did not answer for more than 100 ms (always on in debug builds)</source>
        <translation>Auf stderr melden, wenn das Fenster länger als 100 ms nicht antwortete (in Debug-Builds immer an)</translation>
    </message>
    <message>
        <source>looked for resources/model and datasets/world/sample.akv in %1; set ATLASKV_HOME to the folder that holds them</source>
        <translation>gesucht wurden resources/model und datasets/world/sample.akv in %1; setzen Sie ATLASKV_HOME auf den Ordner, der sie enthält</translation>
    </message>
    <message>
        <source>The gold row is first by knowledge attention of the prefill (summed over heads, prompt positions and the layers of the rule).</source>
        <translation>Die Goldzeile ist nach Wissens-Attention des Prefills die erste (summiert über Köpfe, Prompt-Positionen und die Schichten der Regel).</translation>
    </message>
    <message>
        <source>The gold row is among the first five.</source>
        <translation>Die Goldzeile ist unter den ersten fünf.</translation>
    </message>
    <message>
        <source>Like ACC@1; every row with the same key counts as gold.</source>
        <translation>Wie ACC@1; jede Zeile mit demselben Schlüssel zählt als Gold.</translation>
    </message>
    <message>
        <source>Like ACC@5; every row with the same key counts as gold.</source>
        <translation>Wie ACC@5; jede Zeile mit demselben Schlüssel zählt als Gold.</translation>
    </message>
    <message>
        <source>exact match</source>
        <translation>exakt gleich</translation>
    </message>
    <message>
        <source>The value that the answer says equals a gold value (normalised).</source>
        <translation>Der Wert, den die Antwort sagt, gleicht einem Goldwert (normalisiert).</translation>
    </message>
    <message>
        <source>Token F1 of the value that the answer says with the best gold value.</source>
        <translation>Token-F1 des gesagten Werts mit dem besten Goldwert.</translation>
    </message>
    <message>
        <source>Longest common subsequence of the answer and the gold answer (F measure).</source>
        <translation>Längste gemeinsame Teilfolge von Antwort und Goldantwort (F-Maß).</translation>
    </message>
    <message>
        <source>Token embeddings of the answer&apos;s value matched with those of the best gold value (F measure).</source>
        <translation>Token-Embeddings des gesagten Werts, denen des besten Goldwerts zugeordnet (F-Maß).</translation>
    </message>
    <message>
        <source>judge</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Mean score that the judging model gave, from 0 to 1.</source>
        <translation>Mittlere Bewertung des bewertenden Modells, von 0 bis 1.</translation>
    </message>
    <message>
        <source>refusal precision</source>
        <translation>Ablehnung, Präzision</translation>
    </message>
    <message>
        <source>Share of the refusals that were right.</source>
        <translation>Anteil der Ablehnungen, die richtig waren.</translation>
    </message>
    <message>
        <source>refusal recall</source>
        <translation>Ablehnung, Recall</translation>
    </message>
    <message>
        <source>Share of the unanswerable questions that were refused.</source>
        <translation>Anteil der nicht beantwortbaren Fragen, die abgelehnt wurden.</translation>
    </message>
    <message>
        <source>needs the gold</source>
        <translation>braucht das Gold</translation>
    </message>
    <message>
        <source>Share of right answers that become less likely with the gold row masked.</source>
        <translation>Anteil der richtigen Antworten, die bei maskierter Goldzeile unwahrscheinlicher werden.</translation>
    </message>
    <message>
        <source> from %1</source>
        <translation> von %1</translation>
    </message>
    <message>
        <source>k %1 · recall %2</source>
        <translation>k %1 · Recall %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 triples</source>
        <translation>
            <numerusform>%1 Tripel</numerusform>
            <numerusform>%1 Tripel</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>%1 read = %2 kept + %3 duplicates or refused, in %4</source>
        <translation>%1 gelesen = %2 behalten + %3 doppelt oder abgelehnt, in %4</translation>
    </message>
    <message>
        <source>
%1 was read as %2</source>
        <translation>
%1 wurde als %2 gelesen</translation>
    </message>
    <message>
        <source>
   line %1: %2: %3</source>
        <translation>
   Zeile %1: %2: %3</translation>
    </message>
    <message>
        <source>
refused:
</source>
        <translation>
abgelehnt:
</translation>
    </message>
    <message>
        <source>
%1 different keys; %2 rows share their key with another row, at most %3 together</source>
        <translation>
%1 verschiedene Schlüssel; %2 Zeilen teilen ihren Schlüssel mit einer anderen, höchstens %3 zusammen</translation>
    </message>
    <message>
        <source>%1 rows of %2 taken over in %3, encoder %4%5</source>
        <translation>%1 Zeilen von %2 übernommen in %3, Encoder %4%5</translation>
    </message>
    <message>
        <source>%1 rows, %2 different strings encoded in %3 (%4 per second)</source>
        <translation>%1 Zeilen, %2 verschiedene Texte kodiert in %3 (%4 je Sekunde)</translation>
    </message>
    <message>
        <source>%1 keys with noise as queries</source>
        <translation>%1 Schlüssel mit Rauschen als Querys</translation>
    </message>
    <message>
        <source>attention of %1, %2 questions</source>
        <translation>Attention von %1, %2 Fragen</translation>
    </message>
    <message>
        <source>%1 leaves in %2 inter and %3 root clusters, largest over mean %4, %5 on disk, in %6</source>
        <translation>%1 Blätter in %2 Zwischen- und %3 Wurzelclustern, größter zu Mittel %4, %5 auf der Platte, in %6</translation>
    </message>
    <message>
        <source>
recommended k %1 keeps %2 of the flat top-k mass (%3)</source>
        <translation>
das empfohlene k %1 behält %2 der flachen Top-k-Masse (%3)</translation>
    </message>
    <message>
        <source>
hierarchy%1</source>
        <translation>
Hierarchie%1</translation>
    </message>
    <message>
        <source>
k comes from the clustering alone: %1</source>
        <translation>
k kommt allein aus der Clusterung: %1</translation>
    </message>
    <message>
        <source>leaves scanned</source>
        <translation>bewertete Blätter</translation>
    </message>
    <message>
        <source>KB layers</source>
        <translation>KB-Schichten</translation>
    </message>
    <message>
        <source>knowledge logits are shifted by log(factor) - log(n); none: they are not shifted</source>
        <translation>Wissens-Logits werden um log(Faktor) - log(n) verschoben; none: sie werden nicht verschoben</translation>
    </message>
    <message>
        <source>these KB layers read the graph, the others are ablated</source>
        <translation>diese KB-Schichten lesen den Graphen, die anderen sind abgeschaltet</translation>
    </message>
    <message>
        <source>
%1: %2 statements of %3 named graphs were read as one graph; the names of the graphs are not kept, the first is %4</source>
        <translation>
%1: %2 Aussagen aus %3 benannten Graphen wurden als ein Graph gelesen; die Namen der Graphen werden nicht behalten, der erste ist %4</translation>
    </message>
    <message>
        <source>; of its %1 levels leaf, inter1 and root are kept</source>
        <translation>; von ihren %1 Ebenen bleiben Blatt, Inter1 und Wurzel</translation>
    </message>
    <message>
        <source>Row retriever</source>
        <translation>Zeilensuche (Retriever)</translation>
    </message>
    <message>
        <source>%1 → %2 candidates → %3 rows accepted</source>
        <translation>%1 → %2 Kandidaten → %3 Zeilen angenommen</translation>
    </message>
    <message>
        <source>graph %1 attached, %2</source>
        <translation>Graph %1 angebunden, %2</translation>
    </message>
    <message>
        <source>1 triple</source>
        <translation>1 Tripel</translation>
    </message>
</context>
<context>
    <name>akv::ui::AboutDialog</name>
    <message>
        <source>About and licences</source>
        <translation>Über das Programm, Lizenzen</translation>
    </message>
    <message>
        <source>A workbench for language models whose attention reads a knowledge graph. It implements AtlasKV (arXiv 2510.17934) with absorbed scoring; related: KBLaM (arXiv 2410.10450), AutoSchemaKG (arXiv 2505.23628).</source>
        <translation>Eine Werkbank für Sprachmodelle, deren Attention einen Wissensgraphen liest. Sie setzt AtlasKV (arXiv 2510.17934) mit absorbiertem Scoring um; verwandt: KBLaM (arXiv 2410.10450), AutoSchemaKG (arXiv 2505.23628).</translation>
    </message>
    <message>
        <source>The program: GPL-3.0-or-later. The bundled model: CC BY-SA 3.0, see its card. The sample graph: see its licence notes.</source>
        <translation>Das Programm: GPL-3.0-or-later. Das mitgelieferte Modell: CC BY-SA 3.0, siehe seine Karte. Der Beispielgraph: siehe seine Lizenzhinweise.</translation>
    </message>
    <message>
        <source>It is built with Qt %1 (LGPL-3.0), QCustomPlot (GPL-3.0), LibTorch (BSD), SQLite (public domain), SentencePiece (Apache-2.0), igraph (GPL-2.0), serd (ISC), pugixml (MIT), Expat (MIT), nlohmann/json (MIT), PCRE2 (BSD), utf8proc (MIT), zstd (BSD), xxHash (BSD), libcurl (curl), CLI11 (BSD).</source>
        <translation>Gebaut mit Qt %1 (LGPL-3.0), QCustomPlot (GPL-3.0), LibTorch (BSD), SQLite (gemeinfrei), SentencePiece (Apache-2.0), igraph (GPL-2.0), serd (ISC), pugixml (MIT), Expat (MIT), nlohmann/json (MIT), PCRE2 (BSD), utf8proc (MIT), zstd (BSD), xxHash (BSD), libcurl (curl), CLI11 (BSD).</translation>
    </message>
</context>
<context>
    <name>akv::ui::ActivityRail</name>
    <message>
        <source>Activities</source>
        <translation>Tätigkeiten</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Strg+%2)</translation>
    </message>
    <message>
        <source>Ctrl+%1</source>
        <translation>Strg+%1</translation>
    </message>
</context>
<context>
    <name>akv::ui::AnswerPanel</name>
    <message>
        <source>The model said nothing.</source>
        <translation>Das Modell sagte nichts.</translation>
    </message>
    <message>
        <source>refuses</source>
        <translation>lehnt ab</translation>
    </message>
    <message>
        <source>λ %1</source>
        <translation>λ %1</translation>
    </message>
    <message>
        <source>first token %1 s</source>
        <translation>erstes Token %1 s</translation>
    </message>
</context>
<context>
    <name>akv::ui::BuildController</name>
    <message>
        <source>Cancelled; the graph is as it was before.</source>
        <translation>Abgebrochen; der Graph ist, wie er war.</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>KG2KV</source>
        <translation>KG2KV</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>Embedding</translation>
    </message>
    <message>
        <source>Taking embeddings over</source>
        <translation>Embeddings übernehmen</translation>
    </message>
    <message>
        <source>Build the store</source>
        <translation>Den Store bauen</translation>
    </message>
</context>
<context>
    <name>akv::ui::BuildPage</name>
    <message>
        <source>Choose files…</source>
        <translation>Dateien wählen…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Save what was refused as CSV…</source>
        <translation>Abgelehntes als CSV speichern…</translation>
    </message>
    <message>
        <source>Take ready-made vectors…</source>
        <translation>Fertige Vektoren übernehmen…</translation>
    </message>
    <message>
        <source>Take a ready-made hierarchy…</source>
        <translation>Fertige Hierarchie übernehmen…</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Aufbauen</translation>
    </message>
    <message>
        <source>New graph…</source>
        <translation>Neuer Graph…</translation>
    </message>
    <message>
        <source>Steps from files to a store</source>
        <translation>Schritte von Dateien zum Store</translation>
    </message>
    <message>
        <source>1  Import</source>
        <translation>1  Import</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>2  KG2KV</source>
        <translation>2  KG2KV</translation>
    </message>
    <message>
        <source>Each triple becomes a question, a key and a value; the relation becomes a noun. Same seed, same rows.</source>
        <translation>Aus jedem Tripel werden Frage, Schlüssel und Wert; die Relation wird ein Nomen. Gleicher Seed, gleiche Zeilen.</translation>
    </message>
    <message>
        <source>Make rows</source>
        <translation>Zeilen bilden</translation>
    </message>
    <message>
        <source>3  Embed</source>
        <translation>3  Einbetten</translation>
    </message>
    <message>
        <source>Key and value strings become unit vectors. Resumable: strings that are known are taken over.</source>
        <translation>Aus Schlüssel- und Werttexten werden Einheitsvektoren. Fortsetzbar: Bekannte Texte werden übernommen.</translation>
    </message>
    <message>
        <source>Embed</source>
        <translation>Einbetten</translation>
    </message>
    <message>
        <source>4  Build the store</source>
        <translation>4  Store bauen</translation>
    </message>
    <message>
        <source>Leaves are clustered into inter and root keys; the recommended k comes from measured recall.</source>
        <translation>Blätter werden zu Zwischen- und Wurzelschlüsseln geclustert; das empfohlene k kommt aus gemessenem Recall.</translation>
    </message>
    <message>
        <source>No graph is open: make a new one.</source>
        <translation>Kein Graph ist offen: Legen Sie einen neuen an.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation>Abbrechen: %1</translation>
    </message>
    <message>
        <source>Progress: %1</source>
        <translation>Fortschritt: %1</translation>
    </message>
    <message>
        <source>tail</source>
        <translation>Tail</translation>
    </message>
    <message>
        <source>head</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>entities</source>
        <translation>Entitäten</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>asked side</source>
        <translation>gefragte Seite</translation>
    </message>
    <message>
        <source>names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>held out for tests</source>
        <translation>zurückgehalten für Tests</translation>
    </message>
    <message>
        <source>as the file&apos;s name says</source>
        <translation>wie im Dateinamen</translation>
    </message>
    <message>
        <source>NAME_ENCODER_embd_key.npy with NAME_ENCODER_embd_value.npy beside it, one vector for each row</source>
        <translation>NAME_ENCODER_embd_key.npy und daneben NAME_ENCODER_embd_value.npy, ein Vektor je Zeile</translation>
    </message>
    <message>
        <source>encoder that made them</source>
        <translation>Encoder, der sie machte</translation>
    </message>
    <message>
        <source>8-bit integers</source>
        <translation>Ganzzahlen, 8 Bit</translation>
    </message>
    <message>
        <source>16-bit floats</source>
        <translation>Gleitkommazahlen, 16 Bit</translation>
    </message>
    <message>
        <source>leaf codes</source>
        <translation>Blatt-Codes</translation>
    </message>
    <message>
        <source>NAME_ENCODER_embd_key.npy with its c2id and id2c mappings and centroids beside it, instead of clustering</source>
        <translation>NAME_ENCODER_embd_key.npy mit den Zuordnungen c2id und id2c und den Zentroiden daneben, statt zu clustern</translation>
    </message>
    <message>
        <source>%1
%2, read as %3</source>
        <translation>%1
%2, gelesen als %3</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>beginnt</translation>
    </message>
    <message>
        <source>  %1 of %2</source>
        <translation>  %1 von %2</translation>
    </message>
    <message>
        <source>clusters by number of leaves: %1</source>
        <translation>Cluster nach Zahl der Blätter: %1</translation>
    </message>
    <message>
        <source>Triples from TSV, CSV, N-Triples, Turtle, N-Quads, TriG, RDF/XML, JSON-LD, GraphML, GEXF or JSON objects, or a folder: of ATLAS, of Neo4j CSV files, or a benchmark of train, valid and test. In one transaction: cancelling leaves the graph as it was.</source>
        <translation>Tripel aus TSV, CSV, N-Triples, Turtle, N-Quads, TriG, RDF/XML, JSON-LD, GraphML, GEXF oder JSON-Objekten, oder ein Ordner: von ATLAS, aus Neo4j-CSV-Dateien oder ein Benchmark aus Train, Valid und Test. In einer Transaktion: Nach einem Abbruch ist der Graph wie zuvor.</translation>
    </message>
</context>
<context>
    <name>akv::ui::CardView</name>
    <message>
        <source>Ask about it</source>
        <translation>Danach fragen</translation>
    </message>
    <message>
        <source>Mask in what-if</source>
        <translation>In Was-wäre-wenn maskieren</translation>
    </message>
    <message>
        <source>Triple %1</source>
        <translation>Tripel %1</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>None: refused by KG2KV, or the rows are not up to date.</source>
        <translation>Keine: von KG2KV abgelehnt, oder die Zeilen sind nicht aktuell.</translation>
    </message>
    <message>
        <source>Q %1&lt;br&gt;K %2&lt;br&gt;V %3&lt;br&gt;noun by %4; rows with this key: %5</source>
        <translation>Q %1&lt;br&gt;K %2&lt;br&gt;V %3&lt;br&gt;Nomen von %4; Zeilen mit diesem Schlüssel: %5</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>root %1 → inter %2</source>
        <translation>Wurzel %1 → Zwischen %2</translation>
    </message>
    <message>
        <source>In this chat</source>
        <translation>In diesem Chat</translation>
    </message>
    <message>
        <source>answers that read it: %1, share up to %2</source>
        <translation>Antworten, die es lasen: %1, Anteil bis zu %2</translation>
    </message>
    <message>
        <source>no answer read it</source>
        <translation>keine Antwort las es</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>No passage is known for this triple.</source>
        <translation>Zu diesem Tripel ist keine Textstelle bekannt.</translation>
    </message>
    <message>
        <source>Card of the chosen triple or entity</source>
        <translation>Karte des gewählten Tripels oder der gewählten Entität</translation>
    </message>
    <message>
        <source>Choose a triple in the table, or an entity or a line of the picture.</source>
        <translation>Ein Tripel in der Tabelle oder eine Entität oder Linie im Bild wählen.</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entität</translation>
    </message>
    <message>
        <source> (%1)</source>
        <translation> (%1)</translation>
    </message>
    <message>
        <source>Triples</source>
        <translation>Tripel</translation>
    </message>
    <message>
        <source>%1: head of %2, tail of %3</source>
        <translation>%1: Head von %2, Tail von %3</translation>
    </message>
    <message>
        <source>%1 more, in the table</source>
        <translation>%1 weitere, in der Tabelle</translation>
    </message>
    <message>
        <source>Concepts (%1)</source>
        <translation>Konzepte (%1)</translation>
    </message>
    <message>
        <source>evidence share in the last answer %1, summed over the chat %2</source>
        <translation>Beleganteil in der letzten Antwort %1, über den Chat summiert %2</translation>
    </message>
    <message>
        <source>%1 passages; the first:</source>
        <translation>%1 Textstellen; die erste:</translation>
    </message>
    <message>
        <source>No passage is known for this entity.</source>
        <translation>Zu dieser Entität ist keine Textstelle bekannt.</translation>
    </message>
    <message>
        <source>added as %1</source>
        <translation>hinzugefügt als %1</translation>
    </message>
    <message>
        <source>changed; before it was %1</source>
        <translation>geändert; vorher war es %1</translation>
    </message>
    <message>
        <source>deleted; it was %1</source>
        <translation>gelöscht; es war %1</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
</context>
<context>
    <name>akv::ui::ChatController</name>
    <message>
        <source>free</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>load</source>
        <translation>laden</translation>
    </message>
    <message>
        <source>Load the model</source>
        <translation>Das Modell laden</translation>
    </message>
    <message>
        <source>Loading the model from %1…</source>
        <translation>Modell wird geladen aus %1…</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>Kein Modell ist geladen.</translation>
    </message>
    <message>
        <source>Answer “%1”</source>
        <translation>„%1“ beantworten</translation>
    </message>
    <message>
        <source>prefill</source>
        <translation>Prefill</translation>
    </message>
    <message>
        <source>first word</source>
        <translation>erstes Wort</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>Stopped before the first word.</source>
        <translation>Vor dem ersten Wort angehalten.</translation>
    </message>
    <message>
        <source>%1 tokens, %2 tokens/s</source>
        <translation>%1 Token, %2 Token/s</translation>
    </message>
    <message>
        <source>Save the trace</source>
        <translation>Die Aufzeichnung speichern</translation>
    </message>
</context>
<context>
    <name>akv::ui::ChatList</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Search questions and answers</source>
        <translation>Fragen und Antworten durchsuchen</translation>
    </message>
    <message>
        <source>Search chats</source>
        <translation>Chats durchsuchen</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>No chat is kept in this graph yet.</source>
        <translation>In diesem Graphen ist noch kein Chat.</translation>
    </message>
    <message>
        <source>No chat holds these words.</source>
        <translation>Kein Chat enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Ask a question</source>
        <translation>Eine Frage stellen</translation>
    </message>
    <message>
        <source>Deleted “%1”.</source>
        <translation>„%1“ gelöscht.</translation>
    </message>
</context>
<context>
    <name>akv::ui::ChatListModel</name>
    <message>
        <source>1 question</source>
        <translation>1 Frage</translation>
    </message>
    <message>
        <source>%1 questions</source>
        <translation>%1 Fragen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>forked</source>
        <translation>abgezweigt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>akv::ui::ChatPage</name>
    <message>
        <source>Send ⏎</source>
        <translation>Senden ⏎</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>The conversations kept in this graph (Ctrl+H)</source>
        <translation>Die Gespräche, die in diesem Graphen liegen (Strg+H)</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Do what the notice says</source>
        <translation>Tun, was der Hinweis sagt</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Ask about one fact of this graph… (@ offers names)</source>
        <translation>Fragen Sie nach einem Fakt dieses Graphen… (@ bietet Namen an)</translation>
    </message>
    <message>
        <source>An at sign and the beginning of a name offers names of the graph.</source>
        <translation>Ein @ und der Anfang eines Namens bieten Namen des Graphen an.</translation>
    </message>
    <message>
        <source>Each question is asked on its own: earlier turns do not enter the prompt.</source>
        <translation>Jede Frage steht für sich: Frühere Fragen kommen nicht in den Prompt.</translation>
    </message>
    <message>
        <source>No model is loaded yet.</source>
        <translation>Noch ist kein Modell geladen.</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Das Beispiel öffnen</translation>
    </message>
    <message>
        <source>Choose another model…</source>
        <translation>Anderes Modell wählen…</translation>
    </message>
    <message>
        <source>Stop  Esc</source>
        <translation>Anhalten  Esc</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Ask about one fact of this graph.</source>
        <translation>Fragen Sie nach einem Fakt dieses Graphen.</translation>
    </message>
    <message>
        <source>Ask about one fact of this graph, for example:</source>
        <translation>Fragen Sie nach einem Fakt dieses Graphen, zum Beispiel:</translation>
    </message>
    <message>
        <source>And one whose answer is not in it:</source>
        <translation>Und eine, deren Antwort nicht darin steht:</translation>
    </message>
    <message>
        <source>Editing: the answer goes into a fork of this chat.</source>
        <translation>Bearbeiten: Die Antwort kommt in eine Abzweigung dieses Chats.</translation>
    </message>
</context>
<context>
    <name>akv::ui::CheckPage</name>
    <message>
        <source>Run the self-check</source>
        <translation>Selbstprüfung starten</translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation>Selbstprüfung</translation>
    </message>
    <message>
        <source>Open a graph and a model first.</source>
        <translation>Öffnen Sie zuerst einen Graphen und ein Modell.</translation>
    </message>
    <message>
        <source>Asks a question made from a row of this graph, several times, and measures on the real records whether the invariants hold.</source>
        <translation>Stellt eine aus einer Zeile dieses Graphen gebildete Frage mehrmals und misst an den echten Aufzeichnungen, ob die Invarianten gelten.</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>Läuft…</translation>
    </message>
    <message>
        <source>%1 of %2 invariants hold.</source>
        <translation>%1 von %2 Invarianten gelten.</translation>
    </message>
    <message>
        <source>invariant</source>
        <translation>Invariante</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>holds when</source>
        <translation>gilt, wenn</translation>
    </message>
    <message>
        <source>result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>gilt</translation>
    </message>
    <message>
        <source>violated</source>
        <translation>verletzt</translation>
    </message>
</context>
<context>
    <name>akv::ui::ChoicesView</name>
    <message>
        <source>Most likely tokens with the graph and without it</source>
        <translation>Wahrscheinlichste Token mit dem Graphen und ohne ihn</translation>
    </message>
    <message>
        <source>most likely in place of “%1”</source>
        <translation>am wahrscheinlichsten statt „%1“</translation>
    </message>
</context>
<context>
    <name>akv::ui::ClusterMapView</name>
    <message>
        <source>Map of the inter keys; the table holds the same keys</source>
        <translation>Karte der Zwischenschlüssel; die Tabelle enthält dieselben Schlüssel</translation>
    </message>
    <message>
        <source>A map needs at least three inter keys.</source>
        <translation>Eine Karte braucht mindestens drei Zwischenschlüssel.</translation>
    </message>
    <message>
        <source>%1
kept %2 times in this chat</source>
        <translation>%1
%2-mal behalten in diesem Chat</translation>
    </message>
    <message>
        <source>chosen: %1</source>
        <translation>gewählt: %1</translation>
    </message>
    <message>
        <source>%1 inter keys</source>
        <translation>%1 Zwischenschlüssel</translation>
    </message>
</context>
<context>
    <name>akv::ui::ClusterTreeModel</name>
    <message>
        <source>How often a KB layer kept this key, over all steps of this chat</source>
        <translation>Wie oft eine KB-Schicht diesen Schlüssel behielt, über alle Schritte dieses Chats</translation>
    </message>
    <message>
        <source>key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>common words</source>
        <translation>häufige Wörter</translation>
    </message>
    <message>
        <source>leaves</source>
        <translation>Blätter</translation>
    </message>
    <message>
        <source>kept in this chat</source>
        <translation>behalten im Chat</translation>
    </message>
</context>
<context>
    <name>akv::ui::CompareController</name>
    <message>
        <source>Compare %1 modes</source>
        <translation>%1 Modi vergleichen</translation>
    </message>
    <message>
        <source>not run: stopped by you</source>
        <translation>nicht gelaufen: von Ihnen angehalten</translation>
    </message>
</context>
<context>
    <name>akv::ui::CompareModel</name>
    <message>
        <source> (running)</source>
        <translation> (läuft)</translation>
    </message>
    <message>
        <source>%1 of %2 triples fitted in %3 tokens</source>
        <translation>%1 von %2 Tripeln passten in %3 Token</translation>
    </message>
    <message>
        <source> of %1</source>
        <translation> von %1</translation>
    </message>
    <message>
        <source> (order: %1%2)</source>
        <translation> (Reihenfolge: %1%2)</translation>
    </message>
    <message>
        <source>, a seeded sample</source>
        <translation>, eine Stichprobe nach Seed</translation>
    </message>
    <message>
        <source>; %1 more were chosen and did not fit</source>
        <translation>; %1 weitere waren gewählt und passten nicht</translation>
    </message>
    <message>
        <source>retriever: nearest keys by cosine · top %1 of %2 · encoder %3%4</source>
        <translation>Retriever: nächste Schlüssel nach Kosinus · erste %1 von %2 · Encoder %3%4</translation>
    </message>
    <message>
        <source>chosen by knowledge attention: top %1 of %2 triples as text, %3 tokens%4</source>
        <translation>nach Wissens-Attention gewählt: erste %1 von %2 Tripeln als Text, %3 Token%4</translation>
    </message>
    <message>
        <source>not in the graph</source>
        <translation>nicht im Graphen</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>nicht gelesen</translation>
    </message>
    <message>
        <source>waiting: number %1 in the queue</source>
        <translation>wartet: Nummer %1 in der Reihe</translation>
    </message>
    <message>
        <source>running…</source>
        <translation>läuft…</translation>
    </message>
    <message>
        <source>%1 (stopped by you)</source>
        <translation>%1 (von Ihnen angehalten)</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>refuses</source>
        <translation>lehnt ab</translation>
    </message>
    <message>
        <source>Most resident memory of this program during the run, above what it had when the run began; read every 5 ms. On the processor: there is no device memory.</source>
        <translation>Größter residenter Speicher dieses Programms während des Laufs, über dem Stand am Anfang; alle 5 ms gelesen. Auf dem Prozessor: Es gibt keinen Gerätespeicher.</translation>
    </message>
    <message>
        <source>Rank, among the triples that this mode was given, of the row that the question asks for: the one whose name and noun it says. The best one where several share the key.</source>
        <translation>Rang der gefragten Zeile unter den Tripeln, die dieser Modus bekam: der, deren Namen und Nomen die Frage nennt. Der beste, wenn mehrere den Schlüssel teilen.</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>erstes Token</translation>
    </message>
    <message>
        <source>tokens/s</source>
        <translation>Token/s</translation>
    </message>
    <message>
        <source>prompt tokens</source>
        <translation>Prompt-Token</translation>
    </message>
    <message>
        <source>peak memory</source>
        <translation>Speicherspitze</translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation>KV-Cache</translation>
    </message>
    <message>
        <source>top evidence</source>
        <translation>bester Beleg</translation>
    </message>
    <message>
        <source>gold rank</source>
        <translation>Gold-Rang</translation>
    </message>
    <message>
        <source>grounded</source>
        <translation>verankert</translation>
    </message>
    <message>
        <source>match</source>
        <translation>Treue</translation>
    </message>
</context>
<context>
    <name>akv::ui::ComparePage</name>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Same settings in all panes</source>
        <translation>Gleiche Einstellungen überall</translation>
    </message>
    <message>
        <source>Compare modes</source>
        <translation>Modi vergleichen</translation>
    </message>
    <message>
        <source>Write one question and compare what every mode makes of it.</source>
        <translation>Schreiben Sie eine Frage und vergleichen Sie, was jeder Modus daraus macht.</translation>
    </message>
    <message>
        <source>One question for all modes</source>
        <translation>Eine Frage für alle Modi</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>On: the k chosen above and the modes&apos; own number of triples in the prompt. Off: every pane has its own.</source>
        <translation>An: das oben gewählte k und die Tripelzahl der Modi im Prompt. Aus: Jedes Feld hat eigene.</translation>
    </message>
    <message>
        <source>Cost and evidence of every mode</source>
        <translation>Kosten und Belege jedes Modus</translation>
    </message>
    <message>
        <source>Asked one after the other on this machine, greedy. Click a word to inspect what was read for it. The KV cache grows with the prompt; knowledge attention keeps the graph out of it.</source>
        <translation>Nacheinander auf diesem Rechner gefragt, greedy. Ein Klick auf ein Wort zeigt, was dafür gelesen wurde. Der KV-Cache wächst mit dem Prompt; Wissens-Attention hält den Graphen heraus.</translation>
    </message>
    <message>
        <source>Answers of the modes</source>
        <translation>Antworten der Modi</translation>
    </message>
    <message>
        <source>Cannot run: %1.</source>
        <translation>Kann nicht laufen: %1.</translation>
    </message>
    <message>
        <source>Compare %1</source>
        <translation>%1 vergleichen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Cannot run now. %1.</source>
        <translation>Kann jetzt nicht laufen. %1.</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Das Beispiel öffnen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Queue: %1</source>
        <translation>Reihe: %1</translation>
    </message>
</context>
<context>
    <name>akv::ui::ComparePane</name>
    <message>
        <source>Maximise</source>
        <translation>Maximieren</translation>
    </message>
    <message>
        <source>Maximise %1</source>
        <translation>%1 maximieren</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>Root keys of %1</source>
        <translation>Wurzelschlüssel von %1</translation>
    </message>
    <message>
        <source>Inter keys of %1</source>
        <translation>Zwischenschlüssel von %1</translation>
    </message>
    <message>
        <source>Leaf keys of %1</source>
        <translation>Blattschlüssel von %1</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>Triples in the prompt of %1</source>
        <translation>Tripel im Prompt von %1</translation>
    </message>
    <message>
        <source>At most so many triples stand as text in the prompt; auto: as many as fit (ICL), %1 (RAG, hybrid)</source>
        <translation>Höchstens so viele Tripel stehen als Text im Prompt; auto: so viele passen (ICL), %1 (RAG, hybrid)</translation>
    </message>
    <message>
        <source>triples</source>
        <translation>Tripel</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Show all modes</source>
        <translation>Alle Modi zeigen</translation>
    </message>
    <message>
        <source>Cannot run: %1.</source>
        <translation>Kann nicht laufen: %1.</translation>
    </message>
    <message>
        <source>stopped by you, the text is partial</source>
        <translation>von Ihnen angehalten, der Text ist unvollständig</translation>
    </message>
</context>
<context>
    <name>akv::ui::Composer</name>
    <message>
        <source>Names in the graph</source>
        <translation>Namen im Graphen</translation>
    </message>
</context>
<context>
    <name>akv::ui::ConceptsDialog</name>
    <message>
        <source>Concepts</source>
        <translation>Begriffe</translation>
    </message>
    <message>
        <source>Triple</source>
        <translation>Tripel</translation>
    </message>
    <message>
        <source>Head, relation and tail, with a number that never changes.</source>
        <translation>Head, Relation und Tail, mit einer Nummer, die sich nie ändert.</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>A question, its key and its value, made from a triple. Keys are what attention compares with the question; values are what it reads.</source>
        <translation>Frage, Schlüssel und Wert, aus einem Tripel gemacht. Mit Schlüsseln vergleicht Attention die Frage; Werte sind, was sie liest.</translation>
    </message>
    <message>
        <source>Root, inter, leaf</source>
        <translation>Wurzel, Zwischen, Blatt</translation>
    </message>
    <message>
        <source>The three levels of keys. A leaf is the key of one row; inter and root keys are means of the keys below them. Every KB layer keeps the best k_R, k_I and k_L.</source>
        <translation>Die drei Ebenen der Schlüssel. Ein Blatt ist der Schlüssel einer Zeile; Zwischen- und Wurzelschlüssel sind Mittel der Schlüssel darunter. Jede KB-Schicht behält die besten k_R, k_I und k_L.</translation>
    </message>
    <message>
        <source>KB layer</source>
        <translation>KB-Schicht</translation>
    </message>
    <message>
        <source>A layer of the model that attends to the graph beside the words of the prompt.</source>
        <translation>Eine Schicht des Modells, die neben den Wörtern des Prompts auf den Graphen achtet.</translation>
    </message>
    <message>
        <source>λ knowledge</source>
        <translation>λ Wissen</translation>
    </message>
    <message>
        <source>Evidence share</source>
        <translation>Beleganteil</translation>
    </message>
    <message>
        <source>Grounded</source>
        <translation>Verankert</translation>
    </message>
    <message>
        <source>Faithful</source>
        <translation>Treu</translation>
    </message>
    <message>
        <source>Kept of available</source>
        <translation>Behalten von vorhanden</translation>
    </message>
    <message>
        <source>How many keys of a level were kept, of those that were compared. Where both are equal, nothing was pruned there.</source>
        <translation>Wie viele Schlüssel einer Ebene behalten wurden, von den verglichenen. Wo beide gleich sind, fiel nichts weg.</translation>
    </message>
</context>
<context>
    <name>akv::ui::DelimiterChoice</name>
    <message>
        <source>comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>Semikolon</translation>
    </message>
    <message>
        <source>vertical bar</source>
        <translation>senkrechter Strich</translation>
    </message>
    <message>
        <source>space</source>
        <translation>Leerzeichen</translation>
    </message>
    <message>
        <source>another character</source>
        <translation>anderes Zeichen</translation>
    </message>
    <message>
        <source>Character between the columns</source>
        <translation>Zeichen zwischen den Spalten</translation>
    </message>
    <message>
        <source>between the columns</source>
        <translation>zwischen den Spalten</translation>
    </message>
    <message>
        <source>Delimiter of the columns</source>
        <translation>Trennzeichen der Spalten</translation>
    </message>
    <message>
        <source>Detected: %1</source>
        <translation>Erkannt: %1</translation>
    </message>
</context>
<context>
    <name>akv::ui::DiagnosticsDialog</name>
    <message>
        <source>With names of jobs, which may quote questions and folders</source>
        <translation>Mit Namen der Aufträge, die Fragen und Ordner nennen können</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Nothing is sent. Copy this text where it is needed.</source>
        <translation>Nichts wird gesendet. Kopieren Sie diesen Text dorthin, wo er gebraucht wird.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>akv::ui::EditController</name>
    <message>
        <source>Another change is still being made; wait for it or cancel it in Jobs.</source>
        <translation>Eine andere Änderung läuft noch; warten Sie oder brechen Sie sie unter Aufträge ab.</translation>
    </message>
    <message>
        <source>No graph is open.</source>
        <translation>Kein Graph ist offen.</translation>
    </message>
    <message>
        <source>Cancelled before anything was changed.</source>
        <translation>Abgebrochen, bevor etwas geändert wurde.</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>The edit is kept; rows, embeddings and store are not up to date: %1</source>
        <translation>Die Änderung bleibt; Zeilen, Embeddings und Store sind nicht aktuell: %1</translation>
    </message>
    <message>
        <source>Add “%1”</source>
        <translation>„%1“ hinzufügen</translation>
    </message>
    <message>
        <source>Change triple %1</source>
        <translation>Tripel %1 ändern</translation>
    </message>
    <message>
        <source>Delete triple %1</source>
        <translation>Tripel %1 löschen</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>Wiederholen: %1</translation>
    </message>
    <message>
        <source>Bring rows, embeddings and store up to date</source>
        <translation>Zeilen, Embeddings und Store aktualisieren</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
</context>
<context>
    <name>akv::ui::EffectModel</name>
    <message>
        <source>%1%2, %3</source>
        <translation>%1%2, %3</translation>
    </message>
    <message>
        <source>same words</source>
        <translation>dieselben Wörter</translation>
    </message>
    <message>
        <source>other words</source>
        <translation>andere Wörter</translation>
    </message>
    <message>
        <source>Change of the log-probability of answer A when this triple alone is masked. Strongly negative: the words need it. Near zero: they do not, whatever its weight.</source>
        <translation>Änderung der Log-Wahrscheinlichkeit von Antwort A, wenn allein dieses Tripel maskiert ist. Stark negativ: Die Wörter brauchen es. Nahe null: Sie brauchen es nicht, gleich wie groß sein Gewicht ist.</translation>
    </message>
    <message>
        <source>mask · triple</source>
        <translation>maskieren · Tripel</translation>
    </message>
    <message>
        <source>share A</source>
        <translation>Anteil A</translation>
    </message>
    <message>
        <source>share B</source>
        <translation>Anteil B</translation>
    </message>
    <message>
        <source>Δ log p, masked alone</source>
        <translation>Δ log p, allein maskiert</translation>
    </message>
</context>
<context>
    <name>akv::ui::EncodingChoice</name>
    <message>
        <source>UTF-8, or what a byte-order mark says</source>
        <translation>UTF-8, oder was eine Byte-Order-Mark sagt</translation>
    </message>
    <message>
        <source>Windows-1252 (Western Europe)</source>
        <translation>Windows-1252 (Westeuropa)</translation>
    </message>
    <message>
        <source>Latin-1 (ISO 8859-1)</source>
        <translation>Latin-1 (ISO 8859-1)</translation>
    </message>
    <message>
        <source>Latin-9 (ISO 8859-15)</source>
        <translation>Latin-9 (ISO 8859-15)</translation>
    </message>
    <message>
        <source>Windows-1250 (Central Europe)</source>
        <translation>Windows-1250 (Mitteleuropa)</translation>
    </message>
    <message>
        <source>Windows-1251 (Cyrillic)</source>
        <translation>Windows-1251 (kyrillisch)</translation>
    </message>
    <message>
        <source>GB 18030 (Chinese)</source>
        <translation>GB 18030 (chinesisch)</translation>
    </message>
    <message>
        <source>Shift JIS (Japanese)</source>
        <translation>Shift JIS (japanisch)</translation>
    </message>
    <message>
        <source>UTF-16, little endian</source>
        <translation>UTF-16, little endian</translation>
    </message>
    <message>
        <source>UTF-16, big endian</source>
        <translation>UTF-16, big endian</translation>
    </message>
    <message>
        <source>encoding of the text</source>
        <translation>Kodierung des Textes</translation>
    </message>
    <message>
        <source>Encoding of the text</source>
        <translation>Kodierung des Textes</translation>
    </message>
</context>
<context>
    <name>akv::ui::EvalModel</name>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>KG size</source>
        <translation>KG-Größe</translation>
    </message>
    <message>
        <source>questions × seeds</source>
        <translation>Fragen × Seeds</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>leaves scored</source>
        <translation>bewertete Blätter</translation>
    </message>
    <message>
        <source>%1, layer %2, %</source>
        <translation>%1, Schicht %2, %</translation>
    </message>
    <message>
        <source>%1, %</source>
        <translation>%1, %</translation>
    </message>
</context>
<context>
    <name>akv::ui::EvaluateController</name>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
</context>
<context>
    <name>akv::ui::EvaluatePage</name>
    <message>
        <source>Open a run…</source>
        <translation>Lauf öffnen…</translation>
    </message>
    <message>
        <source>Ask this one and inspect it</source>
        <translation>Diese stellen und ansehen</translation>
    </message>
    <message>
        <source>Of all cells</source>
        <translation>Aus allen Zellen</translation>
    </message>
    <message>
        <source>rows in the graph</source>
        <translation>Zeilen im Graphen</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>By size</source>
        <translation>Nach Größe</translation>
    </message>
    <message>
        <source>Modes over sizes of the graph</source>
        <translation>Modi über Größen des Graphen</translation>
    </message>
    <message>
        <source>No results yet. A run can also be made with `atlaskv eval` and opened here.</source>
        <translation>Noch keine Ergebnisse. Ein Lauf kann auch mit `atlaskv eval` gemacht und hier geöffnet werden.</translation>
    </message>
    <message>
        <source>Choose a line to see what went wrong in it</source>
        <translation>Wählen Sie eine Zeile, um zu sehen, was darin schiefging</translation>
    </message>
    <message>
        <source>By size of the graph</source>
        <translation>Nach Größe des Graphen</translation>
    </message>
    <message>
        <source>bars: 95 % interval over the draws</source>
        <translation>Balken: 95-%-Intervall über die Ziehungen</translation>
    </message>
    <message>
        <source>Layers that ACC is shown for</source>
        <translation>Schichten, für die ACC gezeigt wird</translation>
    </message>
    <message>
        <source>The rule was fixed before the run. A single layer that is picked because it is best here would flatter the result.</source>
        <translation>Die Regel stand vor dem Lauf fest. Eine einzelne Schicht zu wählen, weil sie hier am besten ist, würde das Ergebnis schönen.</translation>
    </message>
    <message>
        <source>Metric of the curve</source>
        <translation>Metrik der Kurve</translation>
    </message>
    <message>
        <source>Asked again over the whole open graph, not over the rows that were drawn</source>
        <translation>Erneut über den ganzen offenen Graphen gefragt, nicht über die gezogenen Zeilen</translation>
    </message>
    <message>
        <source>Questions that went wrong</source>
        <translation>Fragen, die schiefgingen</translation>
    </message>
    <message>
        <source>ACC: %1</source>
        <translation>ACC: %1</translation>
    </message>
    <message>
        <source>by the rule</source>
        <translation>nach der Regel</translation>
    </message>
    <message>
        <source>layer %1 alone</source>
        <translation>Schicht %1 allein</translation>
    </message>
    <message>
        <source>What went wrong: %1, %2 rows (%3)</source>
        <translation>Was schiefging: %1, %2 Zeilen (%3)</translation>
    </message>
    <message>
        <source>What went wrong (%1)</source>
        <translation>Was schiefging (%1)</translation>
    </message>
    <message>
        <source>%1, layer %2, %</source>
        <translation>%1, Schicht %2, %</translation>
    </message>
    <message>
        <source>%1, %</source>
        <translation>%1, %</translation>
    </message>
    <message>
        <source>Sweeps</source>
        <translation>Durchläufe</translation>
    </message>
    <message>
        <source>Sweeps of k, kb_scale_factor and KB layers</source>
        <translation>Durchläufe von k, kb_scale_factor und KB-Schichten</translation>
    </message>
</context>
<context>
    <name>akv::ui::EvaluatePlan</name>
    <message>
        <source>ACC@k</source>
        <translation>ACC@k</translation>
    </message>
    <message>
        <source>Does the gold row rank first or among five by knowledge attention?</source>
        <translation>Steht die Goldzeile nach Wissens-Attention an erster Stelle oder unter fünf?</translation>
    </message>
    <message>
        <source>exact match</source>
        <translation>exakt gleich</translation>
    </message>
    <message>
        <source>The value that is said equals a gold value (normalised).</source>
        <translation>Der gesagte Wert gleicht einem Goldwert (normalisiert).</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Token F1 with the best gold value.</source>
        <translation>Token-F1 mit dem besten Goldwert.</translation>
    </message>
    <message>
        <source>ROUGE</source>
        <translation>ROUGE</translation>
    </message>
    <message>
        <source>ROUGE-1, -2 and -L with the best gold value.</source>
        <translation>ROUGE-1, -2 und -L mit dem besten Goldwert.</translation>
    </message>
    <message>
        <source>BERTScore</source>
        <translation>BERTScore</translation>
    </message>
    <message>
        <source>Token embeddings of the sentence encoder, greedily matched.</source>
        <translation>Token-Embeddings des Satz-Encoders, greedy zugeordnet.</translation>
    </message>
    <message>
        <source>refusals</source>
        <translation>Ablehnungen</translation>
    </message>
    <message>
        <source>Are the questions refused that the drawn rows cannot answer?</source>
        <translation>Werden die Fragen abgelehnt, die die gezogenen Zeilen nicht beantworten können?</translation>
    </message>
    <message>
        <source>needs the gold</source>
        <translation>braucht das Gold</translation>
    </message>
    <message>
        <source>Log-probability of a right answer with its gold row masked; costs two more passes an answer.</source>
        <translation>Log-Wahrscheinlichkeit einer richtigen Antwort bei maskierter Goldzeile; kostet zwei weitere Durchgänge je Antwort.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Questions file…</source>
        <translation>Fragendatei…</translation>
    </message>
    <message>
        <source>What to measure</source>
        <translation>Was gemessen wird</translation>
    </message>
    <message>
        <source>Measure %1</source>
        <translation>%1 messen</translation>
    </message>
    <message>
        <source>Open a graph with a built store and a model first.</source>
        <translation>Öffnen Sie zuerst einen Graphen mit fertigem Store und ein Modell.</translation>
    </message>
    <message>
        <source>Graph sizes, rows, separated by commas</source>
        <translation>Graphgrößen, Zeilen, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>10, 100, 1000</source>
        <translation>10, 100, 1000</translation>
    </message>
    <message>
        <source>graph sizes (rows)</source>
        <translation>Graphgrößen (Zeilen)</translation>
    </message>
    <message>
        <source>modes</source>
        <translation>Modi</translation>
    </message>
    <message>
        <source>metrics</source>
        <translation>Metriken</translation>
    </message>
    <message>
        <source>layers that ACC sums over</source>
        <translation>Schichten, über die ACC summiert</translation>
    </message>
    <message>
        <source>The rule is stated in the results; a layer that is chosen after a look at them flatters them</source>
        <translation>Die Regel steht in den Ergebnissen; eine nach deren Ansicht gewählte Schicht schönt sie</translation>
    </message>
    <message>
        <source>Random draws</source>
        <translation>Zufallsziehungen</translation>
    </message>
    <message>
        <source>Questions a draw and mode</source>
        <translation>Fragen je Ziehung und Modus</translation>
    </message>
    <message>
        <source>random draws a size</source>
        <translation>Ziehungen je Größe</translation>
    </message>
    <message>
        <source>questions a draw and mode</source>
        <translation>Fragen je Ziehung und Modus</translation>
    </message>
    <message>
        <source>Hold between two questions; also a stopped run goes on when it is started with its folder</source>
        <translation>Zwischen zwei Fragen anhalten; auch ein beendeter Lauf geht weiter, wenn er mit seinem Ordner gestartet wird</translation>
    </message>
    <message>
        <source>Progress of the evaluation</source>
        <translation>Fortschritt der Auswertung</translation>
    </message>
    <message>
        <source>The graph&apos;s own rows, asked with the first question form.</source>
        <translation>Die eigenen Zeilen des Graphen, mit der ersten Frageform gefragt.</translation>
    </message>
    <message>
        <source>Questions of %1</source>
        <translation>Fragen aus %1</translation>
    </message>
    <message>
        <source>ACC sums over layer %1</source>
        <translation>ACC summiert über Schicht %1</translation>
    </message>
    <message>
        <source>The model&apos;s own rule has it</source>
        <translation>Die eigene Regel des Modells enthält sie</translation>
    </message>
    <message>
        <source>The model&apos;s own rule leaves it out</source>
        <translation>Die eigene Regel des Modells lässt sie aus</translation>
    </message>
    <message>
        <source>Sizes are numbers from 1 to %1, separated by commas.</source>
        <translation>Größen sind Zahlen von 1 bis %1, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Choose at least one mode.</source>
        <translation>Wählen Sie mindestens einen Modus.</translation>
    </message>
    <message>
        <source>Choose at least one metric.</source>
        <translation>Wählen Sie mindestens eine Metrik.</translation>
    </message>
    <message>
        <source>Choose at least one layer that ACC sums over.</source>
        <translation>Wählen Sie mindestens eine Schicht, über die ACC summiert.</translation>
    </message>
    <message>
        <source>%1 cells of %2 answerable questions and some that the drawn rows cannot answer; results go to %3.</source>
        <translation>%1 Zellen mit %2 beantwortbaren Fragen und einigen, die die gezogenen Zeilen nicht beantworten können; Ergebnisse nach %3.</translation>
    </message>
    <message>
        <source> Questions and answers are sent to %1.</source>
        <translation> Fragen und Antworten werden an %1 gesendet.</translation>
    </message>
    <message>
        <source> About %1 at the pace of the last answer (%2 s).</source>
        <translation> Etwa %1 beim Tempo der letzten Antwort (%2 s).</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Resume the evaluation</source>
        <translation>Die Auswertung fortsetzen</translation>
    </message>
    <message>
        <source>Pause the evaluation</source>
        <translation>Die Auswertung anhalten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>Vorbereiten…</translation>
    </message>
    <message>
        <source>%1 · %2 of %3</source>
        <translation>%1 · %2 von %3</translation>
    </message>
    <message>
        <source>A sweep of kb_scale_factor or KB layers needs a mode whose attention reads the graph.</source>
        <translation>Ein Durchlauf von kb_scale_factor oder KB-Schichten braucht einen Modus, dessen Aufmerksamkeit den Graphen liest.</translation>
    </message>
</context>
<context>
    <name>akv::ui::ExplorerPage</name>
    <message>
        <source>Ask about this</source>
        <translation>Danach fragen</translation>
    </message>
    <message>
        <source>Unpin all</source>
        <translation>Alle lösen</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Neu…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>No graph is open.</source>
        <translation>Kein Graph ist offen.</translation>
    </message>
    <message>
        <source>Filter by head, relation or tail</source>
        <translation>Nach Head, Relation oder Tail filtern</translation>
    </message>
    <message>
        <source>Filter triples</source>
        <translation>Tripel filtern</translation>
    </message>
    <message>
        <source>Words of head, relation or tail; &quot;relation: NAME&quot; for exactly one relation</source>
        <translation>Wörter aus Head, Relation oder Tail; &quot;relation: NAME&quot; für genau eine Relation</translation>
    </message>
    <message>
        <source>Triples</source>
        <translation>Tripel</translation>
    </message>
    <message>
        <source>Delete the chosen triple from the graph (Shift+Del)</source>
        <translation>Das gewählte Tripel aus dem Graphen löschen (Umschalt+Entf)</translation>
    </message>
    <message>
        <source>Steps away from the middle: 1 to 3</source>
        <translation>Schritte von der Mitte weg: 1 bis 3</translation>
    </message>
    <message>
        <source>Entities drawn at most, up to %1</source>
        <translation>Höchstens gezeichnete Entitäten, bis %1</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>degree</source>
        <translation>Grad</translation>
    </message>
    <message>
        <source>cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>this answer</source>
        <translation>diese Antwort</translation>
    </message>
    <message>
        <source>this chat</source>
        <translation>dieser Chat</translation>
    </message>
    <message>
        <source>entity, Enter</source>
        <translation>Entität, Enter</translation>
    </message>
    <message>
        <source>depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>path to</source>
        <translation>Pfad zu</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Everything in view again (Ctrl+0 in the picture)</source>
        <translation>Alles wieder im Blick (Strg+0 im Bild)</translation>
    </message>
    <message>
        <source>Card and facets</source>
        <translation>Karte und Facetten</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Facets</source>
        <translation>Facetten</translation>
    </message>
    <message>
        <source>Open a graph…</source>
        <translation>Graph öffnen…</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Das Beispiel öffnen</translation>
    </message>
    <message>
        <source>%1 · </source>
        <translation>%1 · </translation>
    </message>
    <message>
        <source> · %1 shown</source>
        <translation> · %1 gezeigt</translation>
    </message>
    <message>
        <source> · %1 entities drawn</source>
        <translation> · %1 Entitäten gezeichnet</translation>
    </message>
    <message>
        <source>A shortest path to %1: %2 steps</source>
        <translation>Ein kürzester Pfad zu %1: %2 Schritte</translation>
    </message>
    <message>
        <source>No triple that is drawn begins at this entity.</source>
        <translation>Kein gezeichnetes Tripel beginnt an dieser Entität.</translation>
    </message>
    <message>
        <source>No triple matches.</source>
        <translation>Kein Tripel passt.</translation>
    </message>
    <message>
        <source>Double-click an entity to move there, drag it to pin it, click a line for its triple; the right button expands an entity or takes it out. The wheel zooms, dragging the ground moves the picture, with Shift it selects.</source>
        <translation>Doppelklick auf eine Entität geht dorthin, Ziehen heftet sie an, ein Klick auf eine Linie zeigt ihr Tripel; die rechte Taste klappt eine Entität auf oder nimmt sie heraus. Das Rad vergrößert, Ziehen des Grundes verschiebt das Bild, mit Umschalt wählt es aus.</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>Aufklappen</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>Zuklappen</translation>
    </message>
    <message>
        <source>Take out of the picture</source>
        <translation>Aus dem Bild nehmen</translation>
    </message>
    <message>
        <source>Take the others out of the picture</source>
        <translation>Die anderen aus dem Bild nehmen</translation>
    </message>
    <message>
        <source>Bring back what was taken out</source>
        <translation>Herausgenommenes zurückholen</translation>
    </message>
    <message>
        <source>Undo in the picture</source>
        <translation>Im Bild rückgängig machen</translation>
    </message>
    <message>
        <source>Select all in the picture</source>
        <translation>Alle im Bild auswählen</translation>
    </message>
    <message>
        <source>Select the others</source>
        <translation>Die anderen auswählen</translation>
    </message>
    <message>
        <source>This picture is a path: double-click one of its entities first.</source>
        <translation>Dieses Bild ist ein Pfad: zuerst auf eine seiner Entitäten doppelklicken.</translation>
    </message>
    <message>
        <source>Select an entity in the picture first.</source>
        <translation>Zuerst eine Entität im Bild auswählen.</translation>
    </message>
    <message>
        <source>There is nothing to undo in the picture.</source>
        <translation>Im Bild gibt es nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>None of the selected entities is expanded.</source>
        <translation>Keine der ausgewählten Entitäten ist aufgeklappt.</translation>
    </message>
    <message>
        <source>Nothing was taken out.</source>
        <translation>Es wurde nichts herausgenommen.</translation>
    </message>
    <message>
        <source>That changes nothing in the picture.</source>
        <translation>Das ändert am Bild nichts.</translation>
    </message>
    <message>
        <source>Move here</source>
        <translation>Hierhin gehen</translation>
    </message>
    <message>
        <source>Show its triples in the table</source>
        <translation>Ihre Tripel in der Tabelle zeigen</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Pin where it is</source>
        <translation>Hier anheften</translation>
    </message>
    <message>
        <source>Path between the two</source>
        <translation>Pfad zwischen den beiden</translation>
    </message>
    <message>
        <source>Copy the names</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Bring back %1</source>
        <translation>%1 zurückholen</translation>
    </message>
    <message>
        <source>Export the triples among these…</source>
        <translation>Die Tripel zwischen diesen exportieren…</translation>
    </message>
    <message>
        <source>Export what is drawn as a graph…</source>
        <translation>Das Gezeichnete als Graph exportieren…</translation>
    </message>
    <message>
        <source>%1, %2 loaded</source>
        <translation>%1, %2 geladen</translation>
    </message>
</context>
<context>
    <name>akv::ui::ExportController</name>
    <message>
        <source>%1 records in %2</source>
        <translation>%1 Einträge in %2</translation>
    </message>
    <message>
        <source>Export the graph</source>
        <translation>Den Graphen exportieren</translation>
    </message>
    <message>
        <source>Export the evidence</source>
        <translation>Die Belege exportieren</translation>
    </message>
    <message>
        <source>Export the trace</source>
        <translation>Die Aufzeichnung exportieren</translation>
    </message>
    <message>
        <source>%1 tables in %2</source>
        <translation>%1 Tabellen in %2</translation>
    </message>
    <message>
        <source>Open numbers</source>
        <translation>Zahlen öffnen</translation>
    </message>
    <message>
        <source>Export what is drawn</source>
        <translation>Das Gezeichnete exportieren</translation>
    </message>
</context>
<context>
    <name>akv::ui::FailureModel</name>
    <message>
        <source>not in the graph</source>
        <translation>nicht im Graphen</translation>
    </message>
    <message>
        <source>%1 · %2 rows · seed %3</source>
        <translation>%1 · %2 Zeilen · Seed %3</translation>
    </message>
    <message>
        <source>question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>gold value</source>
        <translation>Goldwert</translation>
    </message>
    <message>
        <source>said</source>
        <translation>gesagt</translation>
    </message>
    <message>
        <source>gold rank</source>
        <translation>Gold-Rang</translation>
    </message>
    <message>
        <source>cell</source>
        <translation>Zelle</translation>
    </message>
</context>
<context>
    <name>akv::ui::FunnelView</name>
    <message>
        <source>Funnel of root, inter and leaf keys</source>
        <translation>Trichter der Wurzel-, Zwischen- und Blattschlüssel</translation>
    </message>
    <message>
        <source> (below the cut-off)</source>
        <translation> (unter dem Schnitt)</translation>
    </message>
    <message>
        <source>not used: flat attention</source>
        <translation>nicht benutzt: flache Attention</translation>
    </message>
    <message>
        <source>%1 kept in any of %2 steps</source>
        <translation>%1 in irgendeinem von %2 Schritten behalten</translation>
    </message>
    <message>
        <source>%1 of %2 kept</source>
        <translation>%1 von %2 behalten</translation>
    </message>
    <message>
        <source>%1 of %2 · no pruning here</source>
        <translation>%1 von %2 · hier fällt nichts weg</translation>
    </message>
    <message>
        <source>+ %1 kept</source>
        <translation>+ %1 behalten</translation>
    </message>
    <message>
        <source>cut-off %1</source>
        <translation>Schnitt %1</translation>
    </message>
    <message>
        <source>cut-off</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>%1
rank %2 · score %3 (softmax per head, summed over %4 heads and %5 positions)</source>
        <translation>%1
Rang %2 · Score %3 (Softmax je Kopf, über %4 Köpfe und %5 Positionen summiert)</translation>
    </message>
</context>
<context>
    <name>akv::ui::GraphCanvas</name>
    <message>
        <source>Neighbours of the chosen entity</source>
        <translation>Nachbarn der gewählten Entität</translation>
    </message>
    <message>
        <source>colour: type of the entity</source>
        <translation>Farbe: Typ der Entität</translation>
    </message>
    <message>
        <source>colour: triples of the entity, from dark (1) to light (most shown), logarithmic</source>
        <translation>Farbe: Tripel der Entität, von dunkel (1) bis hell (am meisten gezeigt), logarithmisch</translation>
    </message>
    <message>
        <source>colour and #: inter cluster of the first row about the entity</source>
        <translation>Farbe und #: Zwischencluster der ersten Zeile über die Entität</translation>
    </message>
    <message>
        <source>colour: evidence share in the last answer; there is none yet</source>
        <translation>Farbe: Beleganteil in der letzten Antwort; noch gibt es keine</translation>
    </message>
    <message>
        <source>colour: evidence share in the last answer, 0 to %1</source>
        <translation>Farbe: Beleganteil in der letzten Antwort, 0 bis %1</translation>
    </message>
    <message>
        <source>colour: evidence share over this chat; there is no answer yet</source>
        <translation>Farbe: Beleganteil über diesen Chat; noch gibt es keine Antwort</translation>
    </message>
    <message>
        <source>colour: evidence share over this chat, 0 to %1</source>
        <translation>Farbe: Beleganteil über diesen Chat, 0 bis %1</translation>
    </message>
    <message>
        <source>+%1 more</source>
        <translation>+%1 weitere</translation>
    </message>
    <message>
        <source>%1 entities selected</source>
        <translation>%1 Entitäten ausgewählt</translation>
    </message>
    <message>
        <source>%1 (%2, %3)</source>
        <translation>%1 (%2, %3)</translation>
    </message>
    <message>
        <source> · size from afar: its triples, logarithmic</source>
        <translation> · Größe von weitem: ihre Tripel, logarithmisch</translation>
    </message>
</context>
<context>
    <name>akv::ui::GraphFacets</name>
    <message>
        <source>Types and relations to draw</source>
        <translation>Zu zeichnende Typen und Relationen</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>gezeichnet</translation>
    </message>
    <message>
        <source>count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>types of entities</source>
        <translation>Typen der Entitäten</translation>
    </message>
    <message>
        <source>relations</source>
        <translation>Relationen</translation>
    </message>
    <message>
        <source>relations (the first %1 of %2)</source>
        <translation>Relationen (die ersten %1 von %2)</translation>
    </message>
</context>
<context>
    <name>akv::ui::HierarchyController</name>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>%1 root, %2 inter, %3 leaf keys</source>
        <translation>%1 Wurzel-, %2 Zwischen-, %3 Blattschlüssel</translation>
    </message>
    <message>
        <source>Read the hierarchy</source>
        <translation>Die Hierarchie lesen</translation>
    </message>
</context>
<context>
    <name>akv::ui::HierarchyPage</name>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Herauszoomen</translation>
    </message>
    <message>
        <source>Open in graph</source>
        <translation>Im Graphen öffnen</translation>
    </message>
    <message>
        <source>Draw the query</source>
        <translation>Die Query einzeichnen</translation>
    </message>
    <message>
        <source>Hierarchy</source>
        <translation>Hierarchie</translation>
    </message>
    <message>
        <source>Path of triple number…</source>
        <translation>Pfad von Tripel…</translation>
    </message>
    <message>
        <source>Number of the triple whose path is shown</source>
        <translation>Nummer des Tripels, dessen Pfad gezeigt wird</translation>
    </message>
    <message>
        <source>Icicle</source>
        <translation>Eiszapfen</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Heights by number of leaves</source>
        <translation>Höhen nach Zahl der Blätter</translation>
    </message>
    <message>
        <source>The same keys as a tree</source>
        <translation>Dieselben Schlüssel als Baum</translation>
    </message>
    <message>
        <source>No graph is open.</source>
        <translation>Kein Graph ist offen.</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Das Beispiel öffnen</translation>
    </message>
    <message>
        <source>Darker: kept more often in this chat. Double-click or Enter zooms in, Backspace out.</source>
        <translation>Dunkler: in diesem Chat öfter behalten. Doppelklick oder Enter zoomt hinein, Rücktaste heraus.</translation>
    </message>
    <message>
        <source>Keys of the hierarchy</source>
        <translation>Schlüssel der Hierarchie</translation>
    </message>
    <message>
        <source>Map of the inter keys</source>
        <translation>Karte der Zwischenschlüssel</translation>
    </message>
    <message>
        <source>The knowledge query of the word and layer that the Inspector shows, by a replay</source>
        <translation>Die Wissens-Query des Wortes und der Schicht, die der Inspektor zeigt, durch eine Wiederholung</translation>
    </message>
    <message>
        <source>%1 root · %2 inter · %3 leaf keys</source>
        <translation>%1 Wurzel- · %2 Zwischen- · %3 Blattschlüssel</translation>
    </message>
    <message>
        <source>Principal components of the inter keys: the axes hold %1 % and %2 % of the variance, so what is near on the map need not be near in the whole space. Filled: kept in this chat.</source>
        <translation>Hauptkomponenten der Zwischenschlüssel: Die Achsen enthalten %1 % und %2 % der Varianz; was auf der Karte nah ist, muss es im ganzen Raum nicht sein. Gefüllt: in diesem Chat behalten.</translation>
    </message>
    <message>
        <source>Arrow: direction of the query u of %1, summed over heads, in this plane, which holds %2 % of its length; a key further along it scores higher as far as the plane shows.</source>
        <translation>Pfeil: Richtung der Query u von %1, über Köpfe summiert, in dieser Ebene, die %2 % ihrer Länge enthält; ein Schlüssel weiter in dieser Richtung hat einen höheren Score, soweit die Ebene es zeigt.</translation>
    </message>
    <message>
        <source>The query cannot be drawn on this map: it has no length in its plane.</source>
        <translation>Die Query kann auf dieser Karte nicht gezeichnet werden: Sie hat in ihrer Ebene keine Länge.</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts gewählt</translation>
    </message>
    <message>
        <source>Click a key.</source>
        <translation>Klicken Sie auf einen Schlüssel.</translation>
    </message>
    <message>
        <source>kept %1 times in %2 records of this chat</source>
        <translation>%1-mal behalten in %2 Aufzeichnungen dieses Chats</translation>
    </message>
    <message>
        <source>root key %1 · %2 inter keys · %3 leaves · %4</source>
        <translation>Wurzelschlüssel %1 · %2 Zwischenschlüssel · %3 Blätter · %4</translation>
    </message>
    <message>
        <source>inter key %1 · %2 leaves · %3</source>
        <translation>Zwischenschlüssel %1 · %2 Blätter · %3</translation>
    </message>
    <message>
        <source>leaf %1 · %2</source>
        <translation>Blatt %1 · %2</translation>
    </message>
    <message>
        <source>no common words</source>
        <translation>keine häufigen Wörter</translation>
    </message>
    <message>
        <source>common words: %1</source>
        <translation>häufige Wörter: %1</translation>
    </message>
    <message>
        <source>A triple is named by its number; the Inspector and the graph show it.</source>
        <translation>Ein Tripel wird mit seiner Nummer genannt; der Inspektor und der Graph zeigen es.</translation>
    </message>
</context>
<context>
    <name>akv::ui::HistogramView</name>
    <message>
        <source>Sizes of the inter clusters</source>
        <translation>Größen der Zwischencluster</translation>
    </message>
    <message>
        <source>no clusters</source>
        <translation>keine Cluster</translation>
    </message>
    <message>
        <source>%1 inter clusters, %2 to %3 leaves, %4 empty</source>
        <translation>%1 Zwischencluster, %2 bis %3 Blätter, %4 leer</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 clusters of %2 to %3 leaves</source>
        <translation>%1 Cluster mit %2 bis %3 Blättern</translation>
    </message>
</context>
<context>
    <name>akv::ui::IcicleView</name>
    <message>
        <source>Hierarchy as an icicle; the table beside it holds the same</source>
        <translation>Hierarchie als Eiszapfen; die Tabelle daneben enthält dasselbe</translation>
    </message>
    <message>
        <source>%1 leaves</source>
        <translation>%1 Blätter</translation>
    </message>
    <message>
        <source>%1 keys</source>
        <translation>%1 Schlüssel</translation>
    </message>
    <message>
        <source>%1: too thin to be drawn apart; zoom in</source>
        <translation>%1: zu schmal, um getrennt gezeichnet zu werden; zoomen Sie hinein</translation>
    </message>
    <message>
        <source>
%1 leaves</source>
        <translation>
%1 Blätter</translation>
    </message>
    <message>
        <source>
kept %1 times in this chat</source>
        <translation>
%1-mal behalten in diesem Chat</translation>
    </message>
    <message>
        <source>Root · %1</source>
        <translation>Wurzel · %1</translation>
    </message>
    <message>
        <source>Inter · %1</source>
        <translation>Zwischen · %1</translation>
    </message>
    <message>
        <source>Leaf · %1</source>
        <translation>Blatt · %1</translation>
    </message>
</context>
<context>
    <name>akv::ui::InspectorPage</name>
    <message>
        <source>Scope</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Set as A</source>
        <translation>Als A setzen</translation>
    </message>
    <message>
        <source>Mask and ask again</source>
        <translation>Maskieren, erneut fragen</translation>
    </message>
    <message>
        <source>Open in graph</source>
        <translation>Im Graphen öffnen</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>What the layer read</source>
        <translation>Was die Schicht las</translation>
    </message>
    <message>
        <source>Ask something, then click a word of the answer.</source>
        <translation>Fragen Sie etwas, dann klicken Sie auf ein Wort der Antwort.</translation>
    </message>
    <message>
        <source>Write a question</source>
        <translation>Eine Frage schreiben</translation>
    </message>
    <message>
        <source>KB layer</source>
        <translation>KB-Schicht</translation>
    </message>
    <message>
        <source>Weights show where the layer read, not why it answered. Use What-if for cause.</source>
        <translation>Gewichte zeigen, wo die Schicht las, nicht warum sie so antwortete. Für Ursachen gibt es Was-wäre-wenn.</translation>
    </message>
    <message>
        <source>This word</source>
        <translation>Dieses Wort</translation>
    </message>
    <message>
        <source>Whole answer</source>
        <translation>Ganze Antwort</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>The step that said the chosen word</source>
        <translation>Der Schritt, der das gewählte Wort sagte</translation>
    </message>
    <message>
        <source>All words of the answer: sums over their steps</source>
        <translation>Alle Wörter der Antwort: Summen über ihre Schritte</translation>
    </message>
    <message>
        <source>The prefill: sums over all positions of the prompt</source>
        <translation>Das Prefill: Summen über alle Positionen des Prompts</translation>
    </message>
    <message>
        <source>Keeps what is shown as A, to compare with what is shown next (Alt+A)</source>
        <translation>Behält das Gezeigte als A, zum Vergleich mit dem, was danach gezeigt wird (Alt+A)</translation>
    </message>
    <message>
        <source>λ knowledge: layers × words</source>
        <translation>λ Wissen: Schichten × Wörter</translation>
    </message>
    <message>
        <source>Leaves read by this layer for this word</source>
        <translation>Blätter, die diese Schicht für dieses Wort las</translation>
    </message>
    <message>
        <source>Memory, live</source>
        <translation>Speicher, laufend</translation>
    </message>
    <message>
        <source>process %1</source>
        <translation>Prozess %1</translation>
    </message>
    <message>
        <source>device %1 · %2</source>
        <translation>Gerät %1 · %2</translation>
    </message>
    <message>
        <source>This answer was made in %1 mode: no layer read the graph.</source>
        <translation>Diese Antwort entstand im Modus %1: Keine Schicht las den Graphen.</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>Decoder layer %1 (Alt+↑, Alt+↓)</source>
        <translation>Decoder-Schicht %1 (Alt+↑, Alt+↓)</translation>
    </message>
    <message>
        <source>The trace met its size limit before this word: nothing was recorded here.</source>
        <translation>Die Aufzeichnung erreichte vor diesem Wort ihre Größengrenze: Hier wurde nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>Layer %1 has no record for this word.</source>
        <translation>Schicht %1 hat keine Aufzeichnung für dieses Wort.</translation>
    </message>
    <message>
        <source>Clear A</source>
        <translation>A lösen</translation>
    </message>
    <message>
        <source>A: %1</source>
        <translation>A: %1</translation>
    </message>
    <message>
        <source>whole answer · %1 words</source>
        <translation>ganze Antwort · %1 Wörter</translation>
    </message>
    <message>
        <source>prompt · %1 positions in one prefill</source>
        <translation>Prompt · %1 Positionen in einem Prefill</translation>
    </message>
    <message>
        <source>step %1 · %2</source>
        <translation>Schritt %1 · %2</translation>
    </message>
    <message>
        <source>prefill</source>
        <translation>Prefill</translation>
    </message>
    <message>
        <source>decode</source>
        <translation>Decode</translation>
    </message>
    <message>
        <source>token %1 “%2” · %3</source>
        <translation>Token %1 „%2“ · %3</translation>
    </message>
    <message>
        <source>What if it were not there…</source>
        <translation>Was, wenn es fehlte…</translation>
    </message>
    <message>
        <source>How was this number made?</source>
        <translation>Wie entstand diese Zahl?</translation>
    </message>
    <message>
        <source>Where was it lost?</source>
        <translation>Wo ging es verloren?</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>Nummer kopieren</translation>
    </message>
</context>
<context>
    <name>akv::ui::InspectorTables</name>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Sum by</source>
        <translation>Summe nach</translation>
    </message>
    <message>
        <source>Sum over</source>
        <translation>Summe über</translation>
    </message>
    <message>
        <source>Score without the graph</source>
        <translation>Ohne den Graphen bewerten</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Recompute</source>
        <translation>Neu berechnen</translation>
    </message>
    <message>
        <source>Leaves</source>
        <translation>Blätter</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Köpfe</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Sums</source>
        <translation>Summen</translation>
    </message>
    <message>
        <source>Where lost?</source>
        <translation>Wo verloren?</translation>
    </message>
    <message>
        <source>A | B</source>
        <translation>A | B</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Leaves that this layer read here</source>
        <translation>Blätter, die diese Schicht hier las</translation>
    </message>
    <message>
        <source>Heads × leaves of this layer</source>
        <translation>Köpfe × Blätter dieser Schicht</translation>
    </message>
    <message>
        <source>Every word with the graph and without it</source>
        <translation>Jedes Wort mit dem Graphen und ohne ihn</translation>
    </message>
    <message>
        <source>What all layers read over the whole answer</source>
        <translation>Was alle Schichten in der ganzen Antwort lasen</translation>
    </message>
    <message>
        <source>On which level a triple was cut off</source>
        <translation>Auf welcher Ebene ein Tripel wegfiel</translation>
    </message>
    <message>
        <source>What was set as A beside what is shown</source>
        <translation>Was als A gesetzt wurde neben dem, was gezeigt wird</translation>
    </message>
    <message>
        <source>How was this number made? One weight from s, u·e and β on</source>
        <translation>Wie entstand diese Zahl? Ein Gewicht aus s, u·e und β heraus</translation>
    </message>
    <message>
        <source>Heads by leaves of this layer</source>
        <translation>Köpfe mal Blätter dieser Schicht</translation>
    </message>
    <message>
        <source>Words with and without the graph</source>
        <translation>Wörter mit und ohne Graph</translation>
    </message>
    <message>
        <source>What was read over the whole answer</source>
        <translation>Was in der ganzen Antwort gelesen wurde</translation>
    </message>
    <message>
        <source>Where the triple stood in every layer</source>
        <translation>Wo das Tripel in jeder Schicht stand</translation>
    </message>
    <message>
        <source>Leaves of A and B</source>
        <translation>Blätter von A und B</translation>
    </message>
    <message>
        <source>How this weight was made</source>
        <translation>Wie dieses Gewicht entstand</translation>
    </message>
    <message>
        <source>Runs the model alone over the question and these words, word by word</source>
        <translation>Lässt das Modell allein über die Frage und diese Wörter laufen, Wort für Wort</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entität</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Sum by the head of the triple</source>
        <translation>Nach dem Head des Tripels summieren</translation>
    </message>
    <message>
        <source>Sum by relation</source>
        <translation>Nach Relation summieren</translation>
    </message>
    <message>
        <source>Sum by inter cluster</source>
        <translation>Nach Zwischencluster summieren</translation>
    </message>
    <message>
        <source>This answer</source>
        <translation>Diese Antwort</translation>
    </message>
    <message>
        <source>This chat</source>
        <translation>Dieser Chat</translation>
    </message>
    <message>
        <source>The same over all answers of the chat</source>
        <translation>Dasselbe über alle Antworten des Chats</translation>
    </message>
    <message>
        <source>Triple id to follow</source>
        <translation>Nummer des Tripels, dem gefolgt wird</translation>
    </message>
    <message>
        <source>triple id, for example 339</source>
        <translation>Tripelnummer, zum Beispiel 339</translation>
    </message>
    <message>
        <source>Runs the answer again and ranks this triple on every level of every layer</source>
        <translation>Berechnet die Antwort erneut und ordnet dieses Tripel auf jeder Ebene jeder Schicht ein</translation>
    </message>
    <message>
        <source>Knowledge head</source>
        <translation>Wissenskopf</translation>
    </message>
    <message>
        <source>Runs the answer again up to this word and takes the numbers inside this layer</source>
        <translation>Berechnet die Antwort bis zu diesem Wort erneut und nimmt die Zahlen in dieser Schicht</translation>
    </message>
    <message>
        <source>Sums over %1 of %2 answers of this chat: those with a trace. Of a question that was asked again it is the answer that is shown.</source>
        <translation>Summen über %1 von %2 Antworten dieses Chats: die mit Aufzeichnung. Von einer erneut gestellten Frage zählt die gezeigte Antwort.</translation>
    </message>
    <message>
        <source>“%1” is no triple id: a number from 1, as the graph&apos;s table shows it.</source>
        <translation>„%1“ ist keine Tripelnummer: eine Zahl ab 1, wie die Tabelle des Graphen sie zeigt.</translation>
    </message>
    <message>
        <source>head %1</source>
        <translation>Kopf %1</translation>
    </message>
    <message>
        <source>This trace was made by an older version, which did not record the heads over the prompt; ask again to see them.</source>
        <translation>Diese Aufzeichnung stammt von einer älteren Version, die die Köpfe über dem Prompt nicht aufzeichnete; fragen Sie erneut, um sie zu sehen.</translation>
    </message>
    <message>
        <source>Sums over the %1 words of the answer; each head&apos;s column adds up to its sum of λ.</source>
        <translation>Summen über die %1 Wörter der Antwort; die Spalte jedes Kopfes ergibt seine Summe von λ.</translation>
    </message>
    <message>
        <source>Sums over the %1 positions of the prompt; each head&apos;s column adds up to its sum of λ.</source>
        <translation>Summen über die %1 Positionen des Prompts; die Spalte jedes Kopfes ergibt seine Summe von λ.</translation>
    </message>
    <message>
        <source>Set as A (Alt+A) keeps the word or layer that is shown; whatever is shown then is B. Shift-click in the λ map does both.</source>
        <translation>Als A setzen (Alt+A) behält das gezeigte Wort oder die Schicht; was danach gezeigt wird, ist B. Umschalt+Klick in der λ-Karte tut beides.</translation>
    </message>
    <message>
        <source>A is %1; choose a word of an answer as B.</source>
        <translation>A ist %1; wählen Sie ein Wort einer Antwort als B.</translation>
    </message>
    <message>
        <source>One weight belongs to one word: choose “This word”.</source>
        <translation>Ein Gewicht gehört zu einem Wort: Wählen Sie „Dieses Wort“.</translation>
    </message>
    <message>
        <source>Choose a leaf that this layer kept, in Leaves or Heads.</source>
        <translation>Wählen Sie ein Blatt, das diese Schicht behielt, unter Blätter oder Köpfe.</translation>
    </message>
    <message>
        <source>Recompute runs the answer again and shows the numbers that this layer had.</source>
        <translation>Neu berechnen lässt die Antwort noch einmal laufen und zeigt die Zahlen, die diese Schicht hatte.</translation>
    </message>
    <message>
        <source>By a replay of the answer; worked out in double precision, the weight differs from the recorded one by %1.</source>
        <translation>Durch eine Wiederholung der Antwort; in doppelter Genauigkeit gerechnet weicht das Gewicht um %1 vom aufgezeichneten ab.</translation>
    </message>
    <message>
        <source>By a replay of the answer; the trace holds no record of this step.</source>
        <translation>Durch eine Wiederholung der Antwort; zu diesem Schritt gibt es keine Aufzeichnung.</translation>
    </message>
    <message>
        <source>All words: log p %1 with the graph, %2 without it, Δ %3</source>
        <translation>Alle Wörter: log p %1 mit dem Graphen, %2 ohne ihn, Δ %3</translation>
    </message>
    <message>
        <source>Triple %1 at step %2, by a replay of the answer</source>
        <translation>Tripel %1 in Schritt %2, durch eine Wiederholung der Antwort</translation>
    </message>
</context>
<context>
    <name>akv::ui::InterventionFields</name>
    <message>
        <source>Cluster that B may not read</source>
        <translation>Cluster, den B nicht lesen darf</translation>
    </message>
    <message>
        <source>Its key takes no place among the kept ones, its triples are not there</source>
        <translation>Sein Schlüssel nimmt keinen Platz unter den behaltenen ein, seine Tripel fehlen</translation>
    </message>
    <message>
        <source>mask cluster</source>
        <translation>Cluster maskieren</translation>
    </message>
    <message>
        <source>KB layer of B that reads nothing</source>
        <translation>KB-Schicht von B, die nichts liest</translation>
    </message>
    <message>
        <source>Knowledge head of B that reads nothing</source>
        <translation>Wissenskopf von B, der nichts liest</translation>
    </message>
    <message>
        <source>What is chosen reads nothing of the graph; its attention goes to the sequence alone</source>
        <translation>Das Gewählte liest nichts vom Graphen; seine Aufmerksamkeit geht allein an die Sequenz</translation>
    </message>
    <message>
        <source>ablate</source>
        <translation>abschalten</translation>
    </message>
    <message>
        <source>Numbers of the triples that every layer of B keeps</source>
        <translation>Nummern der Tripel, die jede Schicht von B behält</translation>
    </message>
    <message>
        <source>triple ids, for example 339</source>
        <translation>Tripelnummern, z. B. 339</translation>
    </message>
    <message>
        <source>Kept by every layer in every step, in the place of the weakest leaf</source>
        <translation>Von jeder Schicht in jedem Schritt behalten, anstelle des schwächsten Blattes</translation>
    </message>
    <message>
        <source>always keep</source>
        <translation>immer behalten</translation>
    </message>
    <message>
        <source>kb_scale_factor of B</source>
        <translation>kb_scale_factor von B</translation>
    </message>
    <message>
        <source>the model&apos;s own; a number or none</source>
        <translation>der eigene; Zahl oder none</translation>
    </message>
    <message>
        <source>Shifts every logit of knowledge by log(factor) − log(kept leaves): the larger, the more of the attention reads the graph; “none” leaves the logits as they are</source>
        <translation>Verschiebt jeden Wissens-Logit um log(Faktor) − log(behaltene Blätter): je größer, desto mehr Aufmerksamkeit liest den Graphen; „none“ lässt die Logits, wie sie sind</translation>
    </message>
    <message>
        <source>kb_scale_factor</source>
        <translation>kb_scale_factor</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>all heads</source>
        <translation>alle Köpfe</translation>
    </message>
    <message>
        <source>root %1: %2</source>
        <translation>Wurzel %1: %2</translation>
    </message>
    <message>
        <source>inter %1: %2</source>
        <translation>Zwischen %1: %2</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>head %1</source>
        <translation>Kopf %1</translation>
    </message>
    <message>
        <source>“%1” is no kb_scale_factor: a positive number, or none.</source>
        <translation>„%1“ ist kein kb_scale_factor: eine positive Zahl, oder none.</translation>
    </message>
    <message>
        <source>“%1” is no triple id: numbers from 1, as the graph&apos;s table shows them.</source>
        <translation>„%1“ ist keine Tripelnummer: Zahlen ab 1, wie die Tabelle des Graphen sie zeigt.</translation>
    </message>
</context>
<context>
    <name>akv::ui::JobModel</name>
    <message>
        <source>a newer one took its place</source>
        <translation>ein neuerer nahm seinen Platz ein</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>beginnt</translation>
    </message>
    <message>
        <source>%1 / s</source>
        <translation>%1 / s</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>hält an</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>done: %1</source>
        <translation>fertig: %1</translation>
    </message>
    <message>
        <source>cancelled; the previous state was kept</source>
        <translation>abgebrochen; der vorige Stand wurde behalten</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>akv::ui::JobsPanel</name>
    <message>
        <source>with questions and triples</source>
        <translation>mit Fragen und Tripeln</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Cancel job</source>
        <translation>Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>Fertige entfernen</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Diagnose kopieren</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Filter jobs</source>
        <translation>Aufträge filtern</translation>
    </message>
    <message>
        <source>Off: the copied text holds no question, no triple and no path</source>
        <translation>Aus: Der kopierte Text enthält keine Frage, kein Tripel und keinen Pfad</translation>
    </message>
    <message>
        <source>The job holds at its next step; it goes on where it was</source>
        <translation>Der Auftrag hält beim nächsten Schritt an; er geht dort weiter, wo er war</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Resume the job</source>
        <translation>Den Auftrag fortsetzen</translation>
    </message>
    <message>
        <source>Pause the job</source>
        <translation>Den Auftrag anhalten</translation>
    </message>
</context>
<context>
    <name>akv::ui::JudgeFields</name>
    <message>
        <source>judging model (network)</source>
        <translation>bewertendes Modell (Netz)</translation>
    </message>
    <message>
        <source>Let a judging model score the answers</source>
        <translation>Ein Modell die Antworten bewerten lassen</translation>
    </message>
    <message>
        <source>A chat model behind an OpenAI-compatible address says from 0 to 1 whether an answer states the fact of the reference answer.</source>
        <translation>Ein Chat-Modell hinter einer OpenAI-kompatiblen Adresse sagt von 0 bis 1, ob eine Antwort den Fakt der Referenzantwort nennt.</translation>
    </message>
    <message>
        <source>Every question, its reference answer and the model&apos;s answer leave this machine and are sent to this address. The key is held in memory alone.</source>
        <translation>Jede Frage, ihre Referenzantwort und die Antwort des Modells verlassen diesen Rechner und gehen an diese Adresse. Der Zugangsschlüssel bleibt allein im Speicher.</translation>
    </message>
    <message>
        <source>Address of the judging model</source>
        <translation>Adresse des bewertenden Modells</translation>
    </message>
    <message>
        <source>address (OpenAI-compatible)</source>
        <translation>Adresse (OpenAI-kompatibel)</translation>
    </message>
    <message>
        <source>Name of the judging model</source>
        <translation>Name des bewertenden Modells</translation>
    </message>
    <message>
        <source>model, as the address names it</source>
        <translation>Modell, wie die Adresse es nennt</translation>
    </message>
    <message>
        <source>Key for the judging model</source>
        <translation>Zugangsschlüssel für das bewertende Modell</translation>
    </message>
    <message>
        <source>from $ATLASKV_API_KEY, or none</source>
        <translation>aus $ATLASKV_API_KEY, oder keiner</translation>
    </message>
    <message>
        <source>key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>Requests a second at most</source>
        <translation>Höchstzahl der Anfragen je Sekunde</translation>
    </message>
    <message>
        <source>requests a second at most</source>
        <translation>Anfragen je Sekunde höchstens</translation>
    </message>
    <message>
        <source>The judging model needs an address that begins with http:// or https://.</source>
        <translation>Das bewertende Modell braucht eine Adresse, die mit http:// oder https:// beginnt.</translation>
    </message>
    <message>
        <source>Name the judging model: results say who judged.</source>
        <translation>Nennen Sie das bewertende Modell: Die Ergebnisse sagen, wer bewertete.</translation>
    </message>
</context>
<context>
    <name>akv::ui::KeptView</name>
    <message>
        <source>What would be kept</source>
        <translation>Was behalten würde</translation>
    </message>
    <message>
        <source>From the recorded query of this word in this layer; nothing is generated. In a whole answer with this k the layers above would ask otherwise: Run shows it.</source>
        <translation>Aus der aufgezeichneten Query dieses Wortes in dieser Schicht; nichts wird erzeugt. In einer ganzen Antwort mit diesem k würden die Schichten darüber anders fragen: Starten zeigt es.</translation>
    </message>
    <message>
        <source>Word whose query is asked</source>
        <translation>Wort, dessen Query gefragt wird</translation>
    </message>
    <message>
        <source>KB layer that is asked</source>
        <translation>KB-Schicht, die gefragt wird</translation>
    </message>
    <message>
        <source>root</source>
        <translation>Wurzel</translation>
    </message>
    <message>
        <source>inter</source>
        <translation>Zwischen</translation>
    </message>
    <message>
        <source>leaf</source>
        <translation>Blatt</translation>
    </message>
    <message>
        <source>root keys that would be kept</source>
        <translation>Wurzelschlüssel, die blieben</translation>
    </message>
    <message>
        <source>inter keys that would be kept</source>
        <translation>Zwischenschlüssel, die blieben</translation>
    </message>
    <message>
        <source>leaf keys that would be kept</source>
        <translation>Blattschlüssel, die blieben</translation>
    </message>
    <message>
        <source>k %1</source>
        <translation>k %1</translation>
    </message>
    <message>
        <source>word %1: %2</source>
        <translation>Wort %1: %2</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>Its query is being looked for.</source>
        <translation>Seine Query wird gesucht.</translation>
    </message>
    <message>
        <source>This answer read no keys of the graph.</source>
        <translation>Diese Antwort las keine Schlüssel des Graphen.</translation>
    </message>
    <message>
        <source>Looking for the query of this word…</source>
        <translation>Die Query dieses Wortes wird gesucht…</translation>
    </message>
</context>
<context>
    <name>akv::ui::LambdaLegend</name>
    <message>
        <source>Tint: knowledge share per word, from 0 to 1</source>
        <translation>Tönung: Wissensanteil je Wort, von 0 bis 1</translation>
    </message>
    <message>
        <source>knowledge share λ per word</source>
        <translation>Wissensanteil λ je Wort</translation>
    </message>
</context>
<context>
    <name>akv::ui::LambdaMapView</name>
    <message>
        <source>Knowledge share: layers by words</source>
        <translation>Wissensanteil: Schichten mal Wörter</translation>
    </message>
    <message>
        <source>layer %1: %2</source>
        <translation>Schicht %1: %2</translation>
    </message>
    <message>
        <source>No layer read the graph in this answer.</source>
        <translation>Keine Schicht las in dieser Antwort den Graphen.</translation>
    </message>
    <message>
        <source>%1–%2 of %3</source>
        <translation>%1–%2 von %3</translation>
    </message>
    <message>
        <source>layer %1, “%2”: λ %3 (mean over heads)</source>
        <translation>Schicht %1, „%2“: λ %3 (Mittel über Köpfe)</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>nicht aufgezeichnet</translation>
    </message>
</context>
<context>
    <name>akv::ui::LeafTableModel</name>
    <message>
        <source>%1
key: %2
value: %3
leaf %4 (tensor row), row %5, triple %6</source>
        <translation>%1
Schlüssel: %2
Wert: %3
Blatt %4 (Tensorzeile), Zeile %5, Tripel %6</translation>
    </message>
    <message>
        <source>triple</source>
        <translation>Tripel</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Length of what this leaf added to the layer&apos;s output before the output projection, summed over heads.</source>
        <translation>Länge dessen, was dieses Blatt zur Ausgabe der Schicht beitrug, vor der Ausgabeprojektion, über Köpfe summiert.</translation>
    </message>
    <message>
        <source>root cluster / inter cluster / leaf</source>
        <translation>Wurzelcluster / Zwischencluster / Blatt</translation>
    </message>
</context>
<context>
    <name>akv::ui::LessonGuide</name>
    <message>
        <source>Next step</source>
        <translation>Nächster Schritt</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>Schritt zurück</translation>
    </message>
    <message>
        <source>Leave the lesson</source>
        <translation>Lektion verlassen</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Lektion</translation>
    </message>
    <message>
        <source>Question of the lesson</source>
        <translation>Frage der Lektion</translation>
    </message>
    <message>
        <source>question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>The answer is on its way…</source>
        <translation>Die Antwort ist unterwegs…</translation>
    </message>
    <message>
        <source>Something is being answered; wait for it or stop it (Esc).</source>
        <translation>Es wird gerade etwas beantwortet; warten Sie oder halten Sie es an (Esc).</translation>
    </message>
    <message>
        <source>Choose a question or write one.</source>
        <translation>Wählen Sie eine Frage oder schreiben Sie eine.</translation>
    </message>
    <message>
        <source>The mode of this step cannot run with what is loaded.</source>
        <translation>Der Modus dieses Schritts kann mit dem Geladenen nicht laufen.</translation>
    </message>
    <message>
        <source>Ask the first step before this one.</source>
        <translation>Stellen Sie zuerst die Frage des ersten Schritts.</translation>
    </message>
    <message>
        <source>The first answer read no triple: there is nothing to mask.</source>
        <translation>Die erste Antwort las kein Tripel: Es gibt nichts zu maskieren.</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Erneut fragen</translation>
    </message>
    <message>
        <source>Ask the steps before; what they have shown is compared here.</source>
        <translation>Führen Sie die Schritte davor aus; was sie zeigten, wird hier verglichen.</translation>
    </message>
    <message>
        <source>Guess first, then reveal; then it is said here.</source>
        <translation>Erst raten, dann aufdecken; dann steht es hier.</translation>
    </message>
</context>
<context>
    <name>akv::ui::LessonList</name>
    <message>
        <source>Lessons</source>
        <translation>Lektionen</translation>
    </message>
    <message>
        <source>Each asks the open model a question in two or three ways and looks at what was recorded. Nothing in them is prepared.</source>
        <translation>Jede stellt dem offenen Modell eine Frage auf zwei oder drei Arten und sieht an, was aufgezeichnet wurde. Nichts darin ist vorbereitet.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Begin the lesson: %1</source>
        <translation>Die Lektion beginnen: %1</translation>
    </message>
</context>
<context>
    <name>akv::ui::LineChart</name>
    <message>
        <source>%1 over %2; the table holds the numbers</source>
        <translation>%1 über %2; die Tabelle enthält die Zahlen</translation>
    </message>
    <message>
        <source>%1: %2 at first, %3 at last</source>
        <translation>%1: anfangs %2, zuletzt %3</translation>
    </message>
</context>
<context>
    <name>akv::ui::MainWindow</name>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>What-if</source>
        <translation>Was wenn</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Hierarchy</source>
        <translation>Hierarchie</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>Lehren</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>AtlasKV Workbench</source>
        <translation>AtlasKV Workbench</translation>
    </message>
    <message>
        <source>A prepared graph of facts about the world, with a small model that was trained to read it. Everything runs on this machine.</source>
        <translation>Ein fertiger Graph mit Fakten über die Welt und ein kleines Modell, das trainiert wurde, ihn zu lesen. Alles läuft auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The sample or its model is missing: %1.</source>
        <translation>Das Beispiel oder sein Modell fehlt: %1.</translation>
    </message>
    <message>
        <source>Graph, model, mode</source>
        <translation>Graph, Modell, Modus</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Open a model folder…</source>
        <translation>Modellordner öffnen…</translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation>Wo ist %1 jetzt?</translation>
    </message>
    <message>
        <source>Traces (*.akvtrace)</source>
        <translation>Aufzeichnungen (*.akvtrace)</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Das Beispiel öffnen</translation>
    </message>
    <message>
        <source>Open a graph…</source>
        <translation>Graph öffnen…</translation>
    </message>
    <message>
        <source>New graph…</source>
        <translation>Neuer Graph…</translation>
    </message>
    <message>
        <source>Open a trace…</source>
        <translation>Aufzeichnung öffnen…</translation>
    </message>
    <message>
        <source>No graph was opened yet.</source>
        <translation>Noch wurde kein Graph geöffnet.</translation>
    </message>
    <message>
        <source>The sample is missing: %1.</source>
        <translation>Das Beispiel fehlt: %1.</translation>
    </message>
    <message>
        <source>Opening the sample…</source>
        <translation>Das Beispiel wird geöffnet…</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>%1 wird geöffnet…</translation>
    </message>
    <message>
        <source>Open a graph (a folder NAME.akv)</source>
        <translation>Einen Graphen öffnen (ein Ordner NAME.akv)</translation>
    </message>
    <message>
        <source>Name of the new graph</source>
        <translation>Name des neuen Graphen</translation>
    </message>
    <message>
        <source>Graphs (*.akv)</source>
        <translation>Graphen (*.akv)</translation>
    </message>
    <message>
        <source>Open a model folder</source>
        <translation>Einen Modellordner öffnen</translation>
    </message>
    <message>
        <source>Choose a folder with triples</source>
        <translation>Einen Ordner mit Tripeln wählen</translation>
    </message>
    <message>
        <source>Choose files with triples</source>
        <translation>Dateien mit Tripeln wählen</translation>
    </message>
    <message>
        <source>Choose the embeddings of the keys</source>
        <translation>Die Embeddings der Schlüssel wählen</translation>
    </message>
    <message>
        <source>Embeddings of keys (*key.npy);;NumPy arrays (*.npy)</source>
        <translation>Embeddings von Schlüsseln (*key.npy);;NumPy-Arrays (*.npy)</translation>
    </message>
    <message>
        <source>Choose a file of the hierarchy</source>
        <translation>Eine Datei der Hierarchie wählen</translation>
    </message>
    <message>
        <source>Hierarchies (*_embd_key.npy *_embd_key_*_mapping.json);;All files (*)</source>
        <translation>Hierarchien (*_embd_key.npy *_embd_key_*_mapping.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>No model folder is known: %1.</source>
        <translation>Kein Modellordner ist bekannt: %1.</translation>
    </message>
    <message>
        <source>no store: model alone</source>
        <translation>kein Store: Modell allein</translation>
    </message>
    <message>
        <source>No graph is open: make a new one.</source>
        <translation>Kein Graph ist offen: Legen Sie einen neuen an.</translation>
    </message>
    <message>
        <source>sentence encoder in %1</source>
        <translation>Satz-Encoder in %1</translation>
    </message>
    <message>
        <source>loading…</source>
        <translation>wird geladen…</translation>
    </message>
    <message>
        <source>model failed</source>
        <translation>Modell fehlgeschlagen</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>kein Modell</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source> · int8 store</source>
        <translation> · int8-Store</translation>
    </message>
    <message>
        <source> · fp16 store</source>
        <translation> · fp16-Store</translation>
    </message>
    <message>
        <source>self-check not run</source>
        <translation>Selbstprüfung nicht gelaufen</translation>
    </message>
    <message>
        <source>Open a graph with a built store and a model first.</source>
        <translation>Öffnen Sie zuerst einen Graphen mit fertigem Store und ein Modell.</translation>
    </message>
    <message>
        <source>Recommended for this graph: keeps %1 of the exact top-k mass (measured).</source>
        <translation>Für diesen Graphen empfohlen: behält %1 der exakten Top-k-Masse (gemessen).</translation>
    </message>
    <message>
        <source>The model&apos;s own default; build the store to measure a k for this graph.</source>
        <translation>Die eigene Vorgabe des Modells; bauen Sie den Store, um ein k für diesen Graphen zu messen.</translation>
    </message>
    <message>
        <source>system</source>
        <translation>System</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>%1 · %2 threads</source>
        <translation>%1 · %2 Threads</translation>
    </message>
    <message>
        <source>memory free</source>
        <translation>freier Speicher</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>accelerator</source>
        <translation>Beschleuniger</translation>
    </message>
    <message>
        <source>none, runs on the processor</source>
        <translation>keiner, läuft auf dem Prozessor</translation>
    </message>
    <message>
        <source>AtlasKV Workbench %1</source>
        <translation>AtlasKV Workbench %1</translation>
    </message>
    <message>
        <source>model: %1, hash %2</source>
        <translation>Modell: %1, Hash %2</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>%1, hidden %2</source>
        <translation>%1, hidden %2</translation>
    </message>
    <message>
        <source>KB layers</source>
        <translation>KB-Schichten</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>%1, %2 wide</source>
        <translation>%1, %2 breit</translation>
    </message>
    <message>
        <source>hash</source>
        <translation>Hash</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>not loaded</source>
        <translation>nicht geladen</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>Save what is shown</source>
        <translation>Das Gezeigte speichern</translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1; %2</translation>
    </message>
    <message>
        <source>%1 tokens/s · first token %2 s</source>
        <translation>%1 Token/s · erstes Token %2 s</translation>
    </message>
    <message>
        <source>Save the trace</source>
        <translation>Die Aufzeichnung speichern</translation>
    </message>
    <message>
        <source>Traces (*.akvtrace);;Everything in it, JSON (*.json);;Its arrays, a file each, NPY (*.npy)</source>
        <translation>Aufzeichnungen (*.akvtrace);;Alles darin, JSON (*.json);;Ihre Arrays, je eine Datei, NPY (*.npy)</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>Kein Modell ist geladen.</translation>
    </message>
    <message>
        <source>No graph is open.</source>
        <translation>Kein Graph ist offen.</translation>
    </message>
    <message>
        <source>This graph has no built store: %1</source>
        <translation>Dieser Graph hat keinen fertigen Store: %1</translation>
    </message>
    <message>
        <source>Go to Build</source>
        <translation>Zum Aufbau</translation>
    </message>
    <message>
        <source>Reading the hierarchy…</source>
        <translation>Die Hierarchie wird gelesen…</translation>
    </message>
    <message>
        <source>Ask something and click a word first; its query is drawn then.</source>
        <translation>Fragen Sie erst etwas und klicken Sie auf ein Wort; dann wird seine Query gezeichnet.</translation>
    </message>
    <message>
        <source>Add a folder with a model, or with several</source>
        <translation>Einen Ordner mit einem oder mehreren Modellen hinzufügen</translation>
    </message>
    <message>
        <source>exported to %1</source>
        <translation>nach %1 exportiert</translation>
    </message>
    <message>
        <source>chats: %1</source>
        <translation>Chats: %1</translation>
    </message>
    <message>
        <source>The program ended before the answer. Ask the question again.</source>
        <translation>Das Programm endete vor der Antwort. Stellen Sie die Frage erneut.</translation>
    </message>
    <message>
        <source>Export the chat</source>
        <translation>Den Chat exportieren</translation>
    </message>
    <message>
        <source>Markdown (*.md);;Web page (*.html);;JSON (*.json)</source>
        <translation>Markdown (*.md);;Webseite (*.html);;JSON (*.json)</translation>
    </message>
    <message>
        <source>written to %1</source>
        <translation>nach %1 geschrieben</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Open numbers</source>
        <translation>Zahlen öffnen</translation>
    </message>
    <message>
        <source>Open numbers that were exported</source>
        <translation>Exportierte Zahlen öffnen</translation>
    </message>
    <message>
        <source>Numbers (*.csv *.json)</source>
        <translation>Zahlen (*.csv *.json)</translation>
    </message>
    <message>
        <source>Open a graph first.</source>
        <translation>Öffnen Sie zuerst einen Graphen.</translation>
    </message>
    <message>
        <source>Triples, TSV (*.tsv)</source>
        <translation>Tripel, TSV (*.tsv)</translation>
    </message>
    <message>
        <source>N-Triples (*.nt)</source>
        <translation>N-Triples (*.nt)</translation>
    </message>
    <message>
        <source>GraphML (*.graphml)</source>
        <translation>GraphML (*.graphml)</translation>
    </message>
    <message>
        <source>Question-key-value rows (*.json)</source>
        <translation>Frage-Schlüssel-Wert-Zeilen (*.json)</translation>
    </message>
    <message>
        <source>Rows with their clusters&apos; files, NPY and JSON (*.npy)</source>
        <translation>Zeilen mit den Dateien ihrer Cluster, NPY und JSON (*.npy)</translation>
    </message>
    <message>
        <source>Export the graph</source>
        <translation>Den Graphen exportieren</translation>
    </message>
    <message>
        <source>Export the triples that this answer read</source>
        <translation>Die Tripel exportieren, die diese Antwort las</translation>
    </message>
    <message>
        <source>There is no conversation to export yet.</source>
        <translation>Es gibt noch kein Gespräch zu exportieren.</translation>
    </message>
    <message>
        <source>Export a report</source>
        <translation>Einen Bericht exportieren</translation>
    </message>
    <message>
        <source>Web page with a search field (*.html)</source>
        <translation>Webseite mit Suchfeld (*.html)</translation>
    </message>
    <message>
        <source>Something is being made; wait for it or stop it (Esc).</source>
        <translation>Es entsteht gerade etwas; warten Sie oder halten Sie es an (Esc).</translation>
    </message>
    <message>
        <source>The mode of this run cannot run with what is loaded now.</source>
        <translation>Der Modus dieses Laufs kann mit dem, was jetzt geladen ist, nicht laufen.</translation>
    </message>
    <message>
        <source>%1: done; the next answer reads the changed graph.</source>
        <translation>%1: fertig; die nächste Antwort liest den geänderten Graphen.</translation>
    </message>
    <message>
        <source>%1: done, but rows, embeddings and store are not up to date: %2 “Bring the store up to date” in Edit tries again.</source>
        <translation>%1: fertig, aber Zeilen, Embeddings und Store sind nicht aktuell: %2 „Den Store aktualisieren“ unter Bearbeiten versucht es erneut.</translation>
    </message>
    <message>
        <source>%1…</source>
        <translation>%1…</translation>
    </message>
    <message>
        <source>%1: rows, embeddings and store are being brought up to date…</source>
        <translation>%1: Zeilen, Embeddings und Store werden aktualisiert…</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>Wiederholen: %1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>The triples changed after the store was built.</source>
        <translation>Die Tripel änderten sich nach dem Bau des Stores.</translation>
    </message>
    <message>
        <source>Bring up to date</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>An answer is being made from this graph; wait for it or stop it (Esc).</source>
        <translation>Aus diesem Graphen entsteht gerade eine Antwort; warten Sie oder halten Sie sie an (Esc).</translation>
    </message>
    <message>
        <source>The graph is being built; wait for it or cancel it.</source>
        <translation>Der Graph wird gerade aufgebaut; warten Sie oder brechen Sie es ab.</translation>
    </message>
    <message>
        <source>Add a triple</source>
        <translation>Ein Tripel hinzufügen</translation>
    </message>
    <message>
        <source>Edit triple %1</source>
        <translation>Tripel %1 bearbeiten</translation>
    </message>
    <message>
        <source>Delete triple %1?</source>
        <translation>Tripel %1 löschen?</translation>
    </message>
    <message>
        <source>Delete this triple from the graph? It can be undone.

%1</source>
        <translation>Dieses Tripel aus dem Graphen löschen? Es kann rückgängig gemacht werden.

%1</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Apply to the graph?</source>
        <translation>Auf den Graphen anwenden?</translation>
    </message>
    <message>
        <source>Make this change in the stored graph? It can be undone (Ctrl+Z).

%1</source>
        <translation>Diese Änderung im gespeicherten Graphen machen? Sie kann rückgängig gemacht werden (Strg+Z).

%1</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Ask a question first; What-if then takes triples from its answer.</source>
        <translation>Stellen Sie zuerst eine Frage; Was-wäre-wenn nimmt dann Tripel aus ihrer Antwort.</translation>
    </message>
    <message>
        <source>The last answer did not read %1: masking it would change nothing there.</source>
        <translation>Die letzte Antwort las %1 nicht: Es zu maskieren würde dort nichts ändern.</translation>
    </message>
    <message>
        <source>Save what was refused</source>
        <translation>Abgelehntes speichern</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>A lesson needs a graph with a built store and a model.</source>
        <translation>Eine Lektion braucht einen Graphen mit fertigem Store und ein Modell.</translation>
    </message>
    <message>
        <source>Something else is being made; wait for it or stop it (Esc).</source>
        <translation>Es entsteht gerade etwas anderes; warten Sie oder halten Sie es an (Esc).</translation>
    </message>
    <message>
        <source>No model folder is known.</source>
        <translation>Kein Modellordner ist bekannt.</translation>
    </message>
    <message>
        <source>Load a model first.</source>
        <translation>Laden Sie zuerst ein Modell.</translation>
    </message>
    <message>
        <source>This may not fit into memory</source>
        <translation>Das passt vielleicht nicht in den Speicher</translation>
    </message>
    <message>
        <source>Load anyway</source>
        <translation>Trotzdem laden</translation>
    </message>
    <message>
        <source>Change the guardrail…</source>
        <translation>Speicherschutz ändern…</translation>
    </message>
    <message>
        <source>Do not load</source>
        <translation>Nicht laden</translation>
    </message>
    <message>
        <source>Search entities, relations, triples, commands</source>
        <translation>Entitäten, Relationen, Tripel, Befehle suchen</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>Die Antwort anhalten</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open numbers…</source>
        <translation>Zahlen öffnen…</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>Dateien importieren…</translation>
    </message>
    <message>
        <source>Import a folder…</source>
        <translation>Ordner importieren…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Save what is shown…</source>
        <translation>Das Gezeigte speichern…</translation>
    </message>
    <message>
        <source>Export the figure…</source>
        <translation>Die Abbildung exportieren…</translation>
    </message>
    <message>
        <source>Export the data…</source>
        <translation>Die Daten exportieren…</translation>
    </message>
    <message>
        <source>Export the conversation…</source>
        <translation>Das Gespräch exportieren…</translation>
    </message>
    <message>
        <source>Export a report…</source>
        <translation>Bericht exportieren…</translation>
    </message>
    <message>
        <source>Export the trace…</source>
        <translation>Die Aufzeichnung exportieren…</translation>
    </message>
    <message>
        <source>Export the evidence as a graph…</source>
        <translation>Die Belege als Graph exportieren…</translation>
    </message>
    <message>
        <source>Export the graph…</source>
        <translation>Den Graphen exportieren…</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Find on this page</source>
        <translation>Auf dieser Seite suchen</translation>
    </message>
    <message>
        <source>Bring the store up to date</source>
        <translation>Den Store aktualisieren</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Perspective</source>
        <translation>Perspektive</translation>
    </message>
    <message>
        <source>Perspective: %1</source>
        <translation>Perspektive: %1</translation>
    </message>
    <message>
        <source>Reset the perspective</source>
        <translation>Die Perspektive zurücksetzen</translation>
    </message>
    <message>
        <source>Show this page beside the others</source>
        <translation>Diese Seite neben den anderen zeigen</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation>Aufträge zeigen</translation>
    </message>
    <message>
        <source>Back to the selection before</source>
        <translation>Zurück zur vorigen Auswahl</translation>
    </message>
    <message>
        <source>Forward again</source>
        <translation>Wieder vorwärts</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Gehe zu %1</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Theme: light</source>
        <translation>Farben: hell</translation>
    </message>
    <message>
        <source>Theme: dark</source>
        <translation>Farben: dunkel</translation>
    </message>
    <message>
        <source>Theme: high contrast</source>
        <translation>Farben: hoher Kontrast</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größerer Text</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinerer Text</translation>
    </message>
    <message>
        <source>Text at 100 %</source>
        <translation>Text bei 100 %</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Present step by step</source>
        <translation>Schritt für Schritt vorführen</translation>
    </message>
    <message>
        <source>&amp;Graph</source>
        <translation>&amp;Graph</translation>
    </message>
    <message>
        <source>Add a triple…</source>
        <translation>Tripel hinzufügen…</translation>
    </message>
    <message>
        <source>Edit the triple…</source>
        <translation>Das Tripel bearbeiten…</translation>
    </message>
    <message>
        <source>Delete the triple…</source>
        <translation>Das Tripel löschen…</translation>
    </message>
    <message>
        <source>Go deeper</source>
        <translation>Tiefer gehen</translation>
    </message>
    <message>
        <source>Go less deep</source>
        <translation>Weniger tief gehen</translation>
    </message>
    <message>
        <source>Path between two…</source>
        <translation>Pfad zwischen zweien…</translation>
    </message>
    <message>
        <source>Colour by</source>
        <translation>Färben nach</translation>
    </message>
    <message>
        <source>&amp;Chat</source>
        <translation>&amp;Chat</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Show the kept chats</source>
        <translation>Die aufbewahrten Chats zeigen</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Erneut fragen</translation>
    </message>
    <message>
        <source>Edit the last question in a fork</source>
        <translation>Die letzte Frage in einer Abzweigung bearbeiten</translation>
    </message>
    <message>
        <source>Ask what if…</source>
        <translation>Fragen, was wäre, wenn…</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>&amp;Inspect</source>
        <translation>&amp;Inspizieren</translation>
    </message>
    <message>
        <source>Previous word</source>
        <translation>Voriges Wort</translation>
    </message>
    <message>
        <source>Next word</source>
        <translation>Nächstes Wort</translation>
    </message>
    <message>
        <source>Layer up</source>
        <translation>Schicht nach oben</translation>
    </message>
    <message>
        <source>Layer down</source>
        <translation>Schicht nach unten</translation>
    </message>
    <message>
        <source>Set as A, to compare</source>
        <translation>Als A setzen, zum Vergleichen</translation>
    </message>
    <message>
        <source>Hold the Inspector, whatever is selected</source>
        <translation>Den Inspektor halten, gleich was gewählt ist</translation>
    </message>
    <message>
        <source>Run the self-check</source>
        <translation>Selbstprüfung starten</translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation>A&amp;ufbauen</translation>
    </message>
    <message>
        <source>Make rows (KG2KV)</source>
        <translation>Zeilen bilden (KG2KV)</translation>
    </message>
    <message>
        <source>Embed the rows</source>
        <translation>Die Zeilen einbetten</translation>
    </message>
    <message>
        <source>Cluster and build the store</source>
        <translation>Clustern und den Store bauen</translation>
    </message>
    <message>
        <source>E&amp;valuate</source>
        <translation>Auswe&amp;rten</translation>
    </message>
    <message>
        <source>New evaluation</source>
        <translation>Neue Auswertung</translation>
    </message>
    <message>
        <source>Open an evaluation…</source>
        <translation>Auswertung öffnen…</translation>
    </message>
    <message>
        <source>Compare modes</source>
        <translation>Modi vergleichen</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>Memory before loading</source>
        <translation>Speicher vor dem Laden</translation>
    </message>
    <message>
        <source>Memory by graph size</source>
        <translation>Speicher nach Graphgröße</translation>
    </message>
    <message>
        <source>Copy the command line for this question</source>
        <translation>Die Befehlszeile für diese Frage kopieren</translation>
    </message>
    <message>
        <source>Ask a question first.</source>
        <translation>Stellen Sie zuerst eine Frage.</translation>
    </message>
    <message>
        <source>copied: %1</source>
        <translation>kopiert: %1</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Lektionen</translation>
    </message>
    <message>
        <source>Lesson: %1</source>
        <translation>Lektion: %1</translation>
    </message>
    <message>
        <source>Concepts</source>
        <translation>Begriffe</translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <translation>Diagnose…</translation>
    </message>
    <message>
        <source>About and licences</source>
        <translation>Über das Programm, Lizenzen</translation>
    </message>
    <message>
        <source>Questions: Q-K-V rows as JSON or JSON Lines</source>
        <translation>Fragen: Q-K-V-Zeilen als JSON oder JSON Lines</translation>
    </message>
    <message>
        <source>JSON (*.json *.jsonl)</source>
        <translation>JSON (*.json *.jsonl)</translation>
    </message>
    <message>
        <source>Open a run: the folder with summary.json</source>
        <translation>Einen Lauf öffnen: der Ordner mit summary.json</translation>
    </message>
    <message>
        <source>Configuration of a training run</source>
        <translation>Konfiguration eines Trainingslaufs</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Curves of a training run</source>
        <translation>Kurven eines Trainingslaufs</translation>
    </message>
    <message>
        <source>Curves (*.csv)</source>
        <translation>Kurven (*.csv)</translation>
    </message>
    <message>
        <source>Export step by step as one web page</source>
        <translation>Schritt für Schritt als eine Webseite exportieren</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webseite (*.html)</translation>
    </message>
    <message>
        <source>Export the stations of this word as PDF</source>
        <translation>Die Stationen dieses Wortes als PDF exportieren</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Open a trace</source>
        <translation>Eine Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>self-check %1/%2 %3</source>
        <translation>Selbstprüfung %1/%2 %3</translation>
    </message>
    <message>
        <source>Researcher</source>
        <translation>Forschung</translation>
    </message>
    <message>
        <source>Chat with the Inspector</source>
        <translation>Chat mit dem Inspektor</translation>
    </message>
    <message>
        <source>Analyst</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>Chat with the graph and its cards</source>
        <translation>Chat mit dem Graphen und seinen Karten</translation>
    </message>
    <message>
        <source>Teaching</source>
        <translation>Lehre</translation>
    </message>
    <message>
        <source>Step by step in large type</source>
        <translation>Schritt für Schritt in großer Schrift</translation>
    </message>
    <message>
        <source>No answer: %1</source>
        <translation>Keine Antwort: %1</translation>
    </message>
    <message>
        <source>Answer stopped: %1</source>
        <translation>Antwort angehalten: %1</translation>
    </message>
    <message>
        <source>Answer finished: %1</source>
        <translation>Antwort fertig: %1</translation>
    </message>
    <message>
        <source>The model says that it cannot find this in the graph.</source>
        <translation>Das Modell sagt, dass es das im Graphen nicht findet.</translation>
    </message>
    <message>
        <source>Grounded in triple #%1 of %2 that were read.</source>
        <translation>Verankert in Tripel Nr. %1 von %2, die gelesen wurden.</translation>
    </message>
    <message>
        <source>Not grounded in the %1 triples that were read.</source>
        <translation>Nicht verankert in den %1 Tripeln, die gelesen wurden.</translation>
    </message>
    <message>
        <source>“%1”, word %2 of %3, λ %4</source>
        <translation>„%1“, Wort %2 von %3, λ %4</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>GEXF (*.gexf)</source>
        <translation>GEXF (*.gexf)</translation>
    </message>
    <message>
        <source>GraphML (*.graphml);;GEXF (*.gexf);;N-Triples (*.nt)</source>
        <translation>GraphML (*.graphml);;GEXF (*.gexf);;N-Triples (*.nt)</translation>
    </message>
    <message>
        <source>No triple is drawn, so there is nothing to export.</source>
        <translation>Es ist kein Tripel gezeichnet, also gibt es nichts zu exportieren.</translation>
    </message>
    <message>
        <source>Export what is drawn as a graph…</source>
        <translation>Das Gezeichnete als Graph exportieren…</translation>
    </message>
    <message>
        <source>graph: %1, %2 rows</source>
        <translation>Graph: %1, %2 Zeilen</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 gefunden</translation>
    </message>
    <message>
        <source>Export what is drawn: %1</source>
        <translation>Das Gezeichnete exportieren: %1</translation>
    </message>
    <message>
        <source>%1 changed; not in the store yet.</source>
        <translation>%1 geändert; noch nicht im Store.</translation>
    </message>
</context>
<context>
    <name>akv::ui::MappingPreview</name>
    <message>
        <source>head</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>relation</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>tail</source>
        <translation>Tail</translation>
    </message>
    <message>
        <source>Column of the %1</source>
        <translation>Spalte für %1</translation>
    </message>
    <message>
        <source>First records of the source</source>
        <translation>Erste Einträge der Quelle</translation>
    </message>
    <message>
        <source>(missing)</source>
        <translation>(fehlt)</translation>
    </message>
    <message>
        <source>%1 — not read</source>
        <translation>%1 — nicht gelesen</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Head, relation and tail must be three different columns.</source>
        <translation>Head, Relation und Tail müssen drei verschiedene Spalten sein.</translation>
    </message>
    <message>
        <source>choose…</source>
        <translation>wählen…</translation>
    </message>
    <message>
        <source>Choose which columns are head, relation and tail.</source>
        <translation>Wählen Sie, welche Spalten Head, Relation und Tail sind.</translation>
    </message>
</context>
<context>
    <name>akv::ui::MemoryChart</name>
    <message>
        <source>Memory over time</source>
        <translation>Speicher über die Zeit</translation>
    </message>
    <message>
        <source>seconds since the start of the program</source>
        <translation>Sekunden seit dem Start des Programms</translation>
    </message>
    <message>
        <source>resident memory, MB</source>
        <translation>residenter Speicher, MB</translation>
    </message>
    <message>
        <source>no reading yet</source>
        <translation>noch kein Messwert</translation>
    </message>
    <message>
        <source>now %1 MB, at most %2 MB</source>
        <translation>jetzt %1 MB, höchstens %2 MB</translation>
    </message>
</context>
<context>
    <name>akv::ui::MemoryCurveController</name>
    <message>
        <source>%1 sizes</source>
        <translation>%1 Größen</translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1, %2 von %3</translation>
    </message>
    <message>
        <source>Measure memory by size of the graph</source>
        <translation>Speicher nach Graphgröße messen</translation>
    </message>
</context>
<context>
    <name>akv::ui::MemoryCurveView</name>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Dashed: projected by the formulas of “Before loading” for the model, k and context chosen there; resident = weights + KV cache + (⌈M^⅓⌉ + ⌈M^⅔⌉)(4 d + 4) + 4 M + staged leaves + activations. Grey: the paper&apos;s bound for GPU memory (below 20 GB with 10⁹ triples, arXiv 2510.17934); another memory, another model: context, not a comparison.</source>
        <translation>Gestrichelt: hochgerechnet mit den Formeln aus „Vor dem Laden“ für das dort gewählte Modell, k und den Kontext; resident = Gewichte + KV-Cache + (⌈M^⅓⌉ + ⌈M^⅔⌉)(4 d + 4) + 4 M + bereitgelegte Blätter + Aktivierungen. Grau: die Grenze des Papers für GPU-Speicher (unter 20 GB bei 10⁹ Tripeln, arXiv 2510.17934); anderer Speicher, anderes Modell: Einordnung, kein Vergleich.</translation>
    </message>
    <message>
        <source>up to %1 rows</source>
        <translation>bis zu %1 Zeilen</translation>
    </message>
    <message>
        <source>Sizes to measure</source>
        <translation>Zu messende Größen</translation>
    </message>
    <message>
        <source>One million rows take some minutes and 1.6 GB of memory while the store is written</source>
        <translation>Eine Million Zeilen brauchen einige Minuten und 1.6 GB Speicher, während der Store geschrieben wird</translation>
    </message>
    <message>
        <source>Measured sizes</source>
        <translation>Gemessene Größen</translation>
    </message>
    <message>
        <source>the paper&apos;s bound (GPU)</source>
        <translation>die Grenze des Papers (GPU)</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>Kein Modell ist geladen.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Erneut messen</translation>
    </message>
    <message>
        <source>Nothing was measured with this model yet. Measuring writes real stores of several sizes, loads the model with each, asks it once and reads the memory of the process.</source>
        <translation>Mit diesem Modell wurde noch nichts gemessen. Gemessen wird an echten Stores verschiedener Größe: Sie werden geschrieben, das Modell mit jedem geladen und einmal gefragt und der Speicher des Prozesses gelesen.</translation>
    </message>
    <message>
        <source>Measured on this machine; choose a mark or a row for its run card.</source>
        <translation>Auf diesem Rechner gemessen; wählen Sie eine Marke oder Zeile für ihre Laufkarte.</translation>
    </message>
    <message>
        <source>resident</source>
        <translation>resident</translation>
    </message>
    <message>
        <source>store on disk</source>
        <translation>Store auf der Platte</translation>
    </message>
</context>
<context>
    <name>akv::ui::MemoryEstimator</name>
    <message>
        <source>Flat attention (KBLaM): every leaf is read</source>
        <translation>Flache Attention (KBLaM): Jedes Blatt wird gelesen</translation>
    </message>
    <message>
        <source>Estimate by part, and what is open now</source>
        <translation>Schätzung nach Teilen, und was jetzt offen ist</translation>
    </message>
    <message>
        <source>%1, logarithmic</source>
        <translation>%1, logarithmisch</translation>
    </message>
    <message>
        <source>rows of the graph, M</source>
        <translation>Zeilen des Graphen, M</translation>
    </message>
    <message>
        <source>root keys kept, k_R</source>
        <translation>Wurzelschlüssel, k_R</translation>
    </message>
    <message>
        <source>inter keys kept, k_I</source>
        <translation>Zwischenschlüssel, k_I</translation>
    </message>
    <message>
        <source>leaves kept, k_L</source>
        <translation>Blattschlüssel, k_L</translation>
    </message>
    <message>
        <source>context, tokens</source>
        <translation>Kontext, Token</translation>
    </message>
    <message>
        <source>type of the leaves</source>
        <translation>Typ der Blätter</translation>
    </message>
    <message>
        <source>%1: no adapter, a graph cannot be attached; only the model counts.</source>
        <translation>%1: kein Adapter, ein Graph kann nicht angebunden werden; nur das Modell zählt.</translation>
    </message>
    <message>
        <source>%1: %2 parameters and %3 of the adapter, %4 layers, %5 of them read the graph, embeddings %6 wide.</source>
        <translation>%1: %2 Parameter und %3 des Adapters, %4 Schichten, davon lesen %5 den Graphen, Embeddings %6 breit.</translation>
    </message>
    <message>
        <source>Guardrail: %1…</source>
        <translation>Speicherschutz: %1…</translation>
    </message>
    <message>
        <source>Fits: %1 must stay in memory, %2 are free; the process itself comes on top.</source>
        <translation>Passt: %1 müssen im Speicher bleiben, %2 sind frei; der Prozess selbst kommt hinzu.</translation>
    </message>
    <message>
        <source>Does not fit: %1 must stay in memory, %2 are free.</source>
        <translation>Passt nicht: %1 müssen im Speicher bleiben, %2 sind frei.</translation>
    </message>
    <message>
        <source>It would be loaded without a question.</source>
        <translation>Es würde ohne Rückfrage geladen.</translation>
    </message>
    <message>
        <source>The guardrail would ask first.</source>
        <translation>Der Speicherschutz würde zuerst fragen.</translation>
    </message>
</context>
<context>
    <name>akv::ui::MemoryLegend</name>
    <message>
        <source>Legend: %1</source>
        <translation>Legende: %1</translation>
    </message>
</context>
<context>
    <name>akv::ui::MemoryPage</name>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Before loading</source>
        <translation>Vor dem Laden</translation>
    </message>
    <message>
        <source>By graph size</source>
        <translation>Nach Graphgröße</translation>
    </message>
    <message>
        <source>The process, four times a second</source>
        <translation>Der Prozess, viermal je Sekunde</translation>
    </message>
    <message>
        <source>Estimate by the formulas of the structures</source>
        <translation>Schätzung nach den Formeln der Strukturen</translation>
    </message>
    <message>
        <source>Measured on this machine, and beyond</source>
        <translation>Auf diesem Rechner gemessen, und darüber hinaus</translation>
    </message>
    <message>
        <source>process now</source>
        <translation>Prozess jetzt</translation>
    </message>
    <message>
        <source>process peak</source>
        <translation>Prozess, Spitze</translation>
    </message>
    <message>
        <source>of it file pages</source>
        <translation>davon Dateiseiten</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>graph on disk</source>
        <translation>Graph auf der Platte</translation>
    </message>
    <message>
        <source>Resident memory is read from the operating system four times a second; weights (in fp32), KV cache, keys and staged leaves are what the engine reports, “other” is the rest. A dashed line is the memory in use on an accelerator, if there is one. Nothing is projected.</source>
        <translation>Residenter Speicher wird viermal je Sekunde vom Betriebssystem gelesen; Gewichte (in fp32), KV-Cache, Schlüssel und bereitgelegte Blätter meldet die Engine, „anderes“ ist der Rest. Eine gestrichelte Linie ist der benutzte Speicher eines Beschleunigers, wenn es einen gibt. Nichts ist hochgerechnet.</translation>
    </message>
    <message>
        <source>Memory: device and RAM</source>
        <translation>Speicher: Gerät und RAM</translation>
    </message>
    <message>
        <source>Memory: RAM, there is no GPU in use</source>
        <translation>Speicher: RAM, keine GPU wird benutzt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>akv::ui::ModelListModel</name>
    <message>
        <source>loaded</source>
        <translation>geladen</translation>
    </message>
    <message>
        <source>bundled</source>
        <translation>mitgeliefert</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>nicht benutzbar</translation>
    </message>
    <message>
        <source>KB layers: %1</source>
        <translation>KB-Schichten: %1</translation>
    </message>
</context>
<context>
    <name>akv::ui::ModelsPage</name>
    <message>
        <source>Load</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Looking for models…</source>
        <translation>Modelle werden gesucht…</translation>
    </message>
    <message>
        <source>No model is known. A model is a folder with config.json and .safetensors weights.</source>
        <translation>Kein Modell ist bekannt. Ein Modell ist ein Ordner mit config.json und .safetensors-Gewichten.</translation>
    </message>
    <message>
        <source>✓ Fits the open graph: both %1, %2 wide.</source>
        <translation>✓ Passt zum offenen Graphen: beide %1, %2 breit.</translation>
    </message>
    <message>
        <source>✓ Fits the open graph (%1).</source>
        <translation>✓ Passt zum offenen Graphen (%1).</translation>
    </message>
    <message>
        <source>No graph is open to compare it with.</source>
        <translation>Kein Graph ist offen, mit dem es verglichen werden könnte.</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>%1, adapter %2</source>
        <translation>%1, Adapter %2</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>%1 layers, hidden %2, %3 heads, vocabulary %4</source>
        <translation>%1 Schichten, hidden %2, %3 Köpfe, Vokabular %4</translation>
    </message>
    <message>
        <source>context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>KB layers</source>
        <translation>KB-Schichten</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>%1, %2 wide</source>
        <translation>%1, %2 breit</translation>
    </message>
    <message>
        <source>own k</source>
        <translation>eigenes k</translation>
    </message>
    <message>
        <source>weights on disk</source>
        <translation>Gewichte auf der Platte</translation>
    </message>
    <message>
        <source>refusal</source>
        <translation>Ablehnung</translation>
    </message>
    <message>
        <source>languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Loaded</source>
        <translation>Geladen</translation>
    </message>
    <message>
        <source>At a glance</source>
        <translation>Auf einen Blick</translation>
    </message>
</context>
<context>
    <name>akv::ui::NounModel</name>
    <message>
        <source>“the %1 of X”. Type another noun; empty gives the choice back to the rules.</source>
        <translation>„the %1 of X“. Geben Sie ein anderes Nomen ein; leer überlässt die Wahl wieder den Regeln.</translation>
    </message>
    <message>
        <source>tail</source>
        <translation>Tail</translation>
    </message>
    <message>
        <source>head</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>user, next time</source>
        <translation>Benutzer, nächstes Mal</translation>
    </message>
    <message>
        <source>relation</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>asked side</source>
        <translation>gefragte Seite</translation>
    </message>
    <message>
        <source>noun (edit)</source>
        <translation>Nomen (bearbeiten)</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
</context>
<context>
    <name>akv::ui::NumbersDialog</name>
    <message>
        <source>Save the picture…</source>
        <translation>Das Bild speichern…</translation>
    </message>
    <message>
        <source>Numbers of %1</source>
        <translation>Zahlen von %1</translation>
    </message>
    <message>
        <source>Table of the file</source>
        <translation>Tabelle der Datei</translation>
    </message>
    <message>
        <source>%1 (table)</source>
        <translation>%1 (Tabelle)</translation>
    </message>
    <message>
        <source>The numbers of the picture</source>
        <translation>Die Zahlen des Bildes</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Das Bild speichern</translation>
    </message>
</context>
<context>
    <name>akv::ui::Omnibox</name>
    <message>
        <source>Search entities, relations, triples, commands</source>
        <translation>Entitäten, Relationen, Tripel, Befehle suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>No results</source>
        <translation>Keine Ergebnisse</translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1, %2 von %3</translation>
    </message>
</context>
<context>
    <name>akv::ui::PageDocks</name>
    <message>
        <source>%1 is shown beside the other pages.</source>
        <translation>%1 wird neben den anderen Seiten gezeigt.</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Zurückholen</translation>
    </message>
</context>
<context>
    <name>akv::ui::PreferencesDialog</name>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Questions, answers and edits are on disk as soon as they are made; there is nothing to save. What is being written in the question field is kept too, so often as chosen here. Telemetry: there is none.</source>
        <translation>Fragen, Antworten und Änderungen sind auf der Platte, sobald sie entstehen; es gibt nichts zu speichern. Was im Fragefeld gerade geschrieben wird, wird auch aufbewahrt, so oft wie hier gewählt. Telemetrie: gibt es nicht.</translation>
    </message>
    <message>
        <source>Open the last graph at the start</source>
        <translation>Beim Start den letzten Graphen öffnen</translation>
    </message>
    <message>
        <source>Keep an unsent question every</source>
        <translation>Ungesendete Frage aufbewahren alle</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Nothing on the screens moves by itself, so there is no motion to reduce.</source>
        <translation>Nichts auf den Bildschirmen bewegt sich von selbst, also gibt es keine Bewegung zu verringern.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation>Größe des Textes</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>A new language is used from the next start on.</source>
        <translation>Eine neue Sprache gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>They hold from the next question on; every run card names them. Temperature 0 always takes the likeliest word.</source>
        <translation>Sie gelten ab der nächsten Frage; jede Laufkarte nennt sie. Temperatur 0 nimmt immer das wahrscheinlichste Wort.</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>Längste Antwort</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> Token</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>What the Graph page draws around an entity; it can be changed there for the moment.</source>
        <translation>Was die Graph-Seite um eine Entität zeichnet; dort kann es für den Augenblick geändert werden.</translation>
    </message>
    <message>
        <source>Entities drawn at most</source>
        <translation>Höchstens gezeichnete Entitäten</translation>
    </message>
    <message>
        <source>Steps away from the middle</source>
        <translation>Schritte von der Mitte weg</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>An answer without its trace keeps its words, evidence and cost; to inspect it, it is asked again. A trace that meets the limit says so.</source>
        <translation>Eine Antwort ohne ihre Aufzeichnung behält Wörter, Belege und Kosten; zum Ansehen wird sie erneut gefragt. Eine Aufzeichnung, die die Grenze erreicht, sagt es.</translation>
    </message>
    <message>
        <source>Keep the traces with the chats</source>
        <translation>Aufzeichnungen mit den Chats behalten</translation>
    </message>
    <message>
        <source>Size limit of one trace</source>
        <translation>Größengrenze einer Aufzeichnung</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>Rechnen</translation>
    </message>
    <message>
        <source>The model runs on the processor in fp32. Threads hold from the next loading on. The guardrail asks before a model is loaded with a graph that may not fit; it never refuses for good.</source>
        <translation>Das Modell läuft auf dem Prozessor in fp32. Threads gelten ab dem nächsten Laden. Der Speicherschutz fragt, bevor ein Modell mit einem Graphen geladen wird, der vielleicht nicht passt; endgültig verweigert er nie.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>chosen by the size of the model</source>
        <translation>nach der Größe des Modells</translation>
    </message>
    <message>
        <source>Guardrail</source>
        <translation>Speicherschutz</translation>
    </message>
    <message>
        <source>Own limit</source>
        <translation>Eigene Grenze</translation>
    </message>
    <message>
        <source>Paths</source>
        <translation>Pfade</translation>
    </message>
    <message>
        <source>File dialogs begin in this folder. The sentence encoder is looked for in $ATLASKV_ENCODER, then in the user&apos;s cache folder.</source>
        <translation>Dateidialoge beginnen in diesem Ordner. Der Satz-Encoder wird in $ATLASKV_ENCODER gesucht, dann im Cache-Ordner des Benutzers.</translation>
    </message>
    <message>
        <source>Folder for new graphs and exports</source>
        <translation>Ordner für neue Graphen und Exporte</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>New graphs and exports</source>
        <translation>Neue Graphen und Exporte</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>The window works without a network: it sends nothing and asks nothing of anyone, but for the one feature below when it is switched on. Graphs, chats and traces stay in the folders that you chose.</source>
        <translation>Das Fenster arbeitet ohne Netz: Es sendet nichts und fragt bei niemandem an, außer für die eine Funktion unten, wenn sie eingeschaltet ist. Graphen, Chats und Aufzeichnungen bleiben in den Ordnern, die Sie gewählt haben.</translation>
    </message>
    <message>
        <source>Network features, each off until its address is given: a judging model for evaluations (Evaluate page; eval --judge-endpoint), which is sent questions and answers, and on the command line alone nouns of relations from a chat endpoint (kg2kv --endpoint). Keys are never written to disk. Set-up downloads packages and the sentence encoder once; the program itself never does.</source>
        <translation>Netzfunktionen, jede aus, bis ihre Adresse angegeben ist: ein bewertendes Modell für Auswertungen (Seite Auswertung; eval --judge-endpoint), dem Fragen und Antworten gesendet werden, und allein auf der Befehlszeile Nomen von Relationen von einem Chat-Endpunkt (kg2kv --endpoint). Zugangsschlüssel werden nie auf die Platte geschrieben. Die Einrichtung lädt einmal Pakete und den Satz-Encoder herunter; das Programm selbst nie.</translation>
    </message>
</context>
<context>
    <name>akv::ui::ReadmeView</name>
    <message>
        <source>Parts of the model card</source>
        <translation>Teile der Modellkarte</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Model card: %1</source>
        <translation>Modellkarte: %1</translation>
    </message>
</context>
<context>
    <name>akv::ui::RocView</name>
    <message>
        <source>held-back questions above the threshold</source>
        <translation>zurückgehaltene Fragen über der Schwelle</translation>
    </message>
    <message>
        <source>answerable ones above it</source>
        <translation>beantwortbare darüber</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>rows of the graph to ask about</source>
        <translation>zu fragende Zeilen des Graphen</translation>
    </message>
    <message>
        <source>Rows of the graph to ask about</source>
        <translation>Zu fragende Zeilen des Graphen</translation>
    </message>
    <message>
        <source>Each question is asked twice: as the graph is, and with every row of its key masked. The curve says how well λ of the answer tells the two apart.</source>
        <translation>Jede Frage wird zweimal gestellt: mit dem Graphen, wie er ist, und mit jeder Zeile ihres Schlüssels maskiert. Die Kurve sagt, wie gut λ der Antwort die beiden unterscheidet.</translation>
    </message>
    <message>
        <source>%1 of %2 questions asked</source>
        <translation>%1 von %2 Fragen gestellt</translation>
    </message>
    <message>
        <source>λ as a test</source>
        <translation>λ als Test</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>AUC %1 ± %2 (95 %, paired by question) over %3 answerable and %4 held-back questions.</source>
        <translation>AUC %1 ± %2 (95 %, nach Frage gepaart) über %3 beantwortbare und %4 zurückgehaltene Fragen.</translation>
    </message>
    <message>
        <source>Best split here: λ ≥ %1 finds %2 % of the answerable and %3 % of the others.</source>
        <translation>Beste Trennung hier: λ ≥ %1 findet %2 % der beantwortbaren und %3 % der anderen.</translation>
    </message>
    <message>
        <source>No better than chance.</source>
        <translation>Nicht besser als Zufall.</translation>
    </message>
    <message>
        <source>Cancelled before all were asked.</source>
        <translation>Abgebrochen, bevor alle gestellt waren.</translation>
    </message>
</context>
<context>
    <name>akv::ui::RowReviewView</name>
    <message>
        <source>Rows to look through</source>
        <translation>Zeilen zum Durchsehen</translation>
    </message>
    <message>
        <source>Relations and their nouns</source>
        <translation>Relationen und ihre Nomen</translation>
    </message>
    <message>
        <source>Relations and nouns</source>
        <translation>Relationen und Nomen</translation>
    </message>
    <message>
        <source>Keys that several rows share</source>
        <translation>Schlüssel, die mehrere Zeilen teilen</translation>
    </message>
    <message>
        <source>key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Identical keys</source>
        <translation>Gleiche Schlüssel</translation>
    </message>
    <message>
        <source>%1 nouns wait for the next “Make rows”.</source>
        <translation>%1 Nomen warten auf das nächste „Zeilen bilden“.</translation>
    </message>
    <message>
        <source>Double-click a noun to change it; the next “Make rows” takes it.</source>
        <translation>Doppelklick auf ein Nomen ändert es; das nächste „Zeilen bilden“ übernimmt es.</translation>
    </message>
    <message>
        <source>Identical keys (%1)</source>
        <translation>Gleiche Schlüssel (%1)</translation>
    </message>
</context>
<context>
    <name>akv::ui::RunCardDialog</name>
    <message>
        <source>Run again and compare</source>
        <translation>Erneut ausführen und vergleichen</translation>
    </message>
    <message>
        <source>Run card</source>
        <translation>Laufkarte</translation>
    </message>
    <message>
        <source>Run again: the same question with this mode, k, seed and masked triples on what is loaded now; the answers are compared token by token.</source>
        <translation>Erneut ausführen: dieselbe Frage mit diesem Modus, k, Seed und den maskierten Tripeln auf dem, was jetzt geladen ist; die Antworten werden Token für Token verglichen.</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>akv::ui::SearchModel</name>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
</context>
<context>
    <name>akv::ui::SelectionController</name>
    <message>
        <source>What would be kept needs the model and the graph that the answer came from.</source>
        <translation>Was behalten würde, braucht das Modell und den Graphen, aus denen die Antwort kam.</translation>
    </message>
    <message>
        <source>query recorded</source>
        <translation>Query aufgezeichnet</translation>
    </message>
    <message>
        <source>Query of one word</source>
        <translation>Query eines Wortes</translation>
    </message>
</context>
<context>
    <name>akv::ui::SelfCheckController</name>
    <message>
        <source>Open a graph with a built store and a model first.</source>
        <translation>Öffnen Sie zuerst einen Graphen mit fertigem Store und ein Modell.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation>Selbstprüfung</translation>
    </message>
</context>
<context>
    <name>akv::ui::ShortcutsView</name>
    <message>
        <source>Give these keys</source>
        <translation>Diese Tasten geben</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>Keine Tasten</translation>
    </message>
    <message>
        <source>All as they came</source>
        <translation>Alle wie zu Anfang</translation>
    </message>
    <message>
        <source>Filter by command or keys</source>
        <translation>Nach Befehl oder Tasten filtern</translation>
    </message>
    <message>
        <source>Filter the shortcuts</source>
        <translation>Die Tastenkürzel filtern</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Neue Tasten</translation>
    </message>
    <message>
        <source>Choose a command, press its new keys, then “Give these keys”.</source>
        <translation>Wählen Sie einen Befehl, drücken Sie seine neuen Tasten, dann „Diese Tasten geben“.</translation>
    </message>
    <message>
        <source>“%1” has the keys %2 now.</source>
        <translation>„%1“ hat jetzt die Tasten %2.</translation>
    </message>
    <message>
        <source>%1 belongs to “%2”: give that command other keys first.</source>
        <translation>%1 gehört zu „%2“: Geben Sie dem Befehl zuerst andere Tasten.</translation>
    </message>
    <message>
        <source>All commands have the keys that they came with.</source>
        <translation>Alle Befehle haben die Tasten, mit denen sie kamen.</translation>
    </message>
</context>
<context>
    <name>akv::ui::SizeChart</name>
    <message>
        <source>Memory by size of the graph; the table holds the numbers</source>
        <translation>Speicher nach Graphgröße; die Tabelle enthält die Zahlen</translation>
    </message>
    <message>
        <source>rows of the graph, M</source>
        <translation>Zeilen des Graphen, M</translation>
    </message>
    <message>
        <source>measured: %1</source>
        <translation>gemessen: %1</translation>
    </message>
    <message>
        <source>projected: %1</source>
        <translation>hochgerechnet: %1</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
</context>
<context>
    <name>akv::ui::StartPage</name>
    <message>
        <source>Open the sample</source>
        <translation>Das Beispiel öffnen</translation>
    </message>
    <message>
        <source>AtlasKV Workbench</source>
        <translation>AtlasKV Workbench</translation>
    </message>
    <message>
        <source>Load a knowledge graph, ask a language model whose attention reads it, and see which root, inter and leaf keys each layer chose for every word.</source>
        <translation>Laden Sie einen Wissensgraphen, fragen Sie ein Sprachmodell, dessen Attention ihn liest, und sehen Sie, welche Wurzel-, Zwischen- und Blattschlüssel jede Schicht für jedes Wort wählte.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Open a graph…</source>
        <translation>Graph öffnen…</translation>
    </message>
    <message>
        <source>Import your own files…</source>
        <translation>Eigene Dateien importieren…</translation>
    </message>
    <message>
        <source>Recent graphs</source>
        <translation>Zuletzt geöffnete Graphen</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>No graph was opened yet.</source>
        <translation>Noch wurde kein Graph geöffnet.</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>%1 is no longer there</source>
        <translation>%1 ist nicht mehr da</translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Locate %1</source>
        <translation>%1 suchen</translation>
    </message>
    <message>
        <source>Remove %1 from the list</source>
        <translation>%1 aus der Liste entfernen</translation>
    </message>
</context>
<context>
    <name>akv::ui::StatusStrip</name>
    <message>
        <source>self-check not run</source>
        <translation>Selbstprüfung nicht gelaufen</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Progress of the newest job</source>
        <translation>Fortschritt des neuesten Auftrags</translation>
    </message>
    <message>
        <source>Jobs: %1</source>
        <translation>Aufträge: %1</translation>
    </message>
</context>
<context>
    <name>akv::ui::SweepFields</name>
    <message>
        <source>sweep of k</source>
        <translation>k-Durchlauf</translation>
    </message>
    <message>
        <source>Measure a sweep of k</source>
        <translation>Einen k-Durchlauf messen</translation>
    </message>
    <message>
        <source>ACC, mass recall and leaves scanned for a grid of k at every size; prefill only</source>
        <translation>ACC, Massen-Recall und bewertete Blätter für ein Raster von k bei jeder Größe; nur Prefill</translation>
    </message>
    <message>
        <source>Values of the sweep of k</source>
        <translation>Werte des k-Durchlaufs</translation>
    </message>
    <message>
        <source>by the graph, or 2,4:12,24:8</source>
        <translation>nach dem Graphen, oder 2,4:12,24:8</translation>
    </message>
    <message>
        <source>sweep of kb_scale_factor</source>
        <translation>Durchlauf von kb_scale_factor</translation>
    </message>
    <message>
        <source>Measure a sweep of kb_scale_factor</source>
        <translation>Einen Durchlauf von kb_scale_factor messen</translation>
    </message>
    <message>
        <source>All metrics with other scale factors, for every mode whose attention reads the graph</source>
        <translation>Alle Maße mit anderen Skalierungsfaktoren, für jeden Modus, dessen Aufmerksamkeit den Graphen liest</translation>
    </message>
    <message>
        <source>Values of the sweep of kb_scale_factor</source>
        <translation>Werte des Durchlaufs von kb_scale_factor</translation>
    </message>
    <message>
        <source>none,1,3,10,30,100</source>
        <translation>none,1,3,10,30,100</translation>
    </message>
    <message>
        <source>sweep of KB layers</source>
        <translation>Durchlauf von KB-Schichten</translation>
    </message>
    <message>
        <source>Measure a sweep of KB layers</source>
        <translation>Einen Durchlauf von KB-Schichten messen</translation>
    </message>
    <message>
        <source>All metrics while only some KB layers read the graph: each alone, all without one, all</source>
        <translation>Alle Maße, während nur manche KB-Schichten den Graphen lesen: jede allein, alle ohne eine, alle</translation>
    </message>
    <message>
        <source>Values of the sweep of KB layers</source>
        <translation>Werte des Durchlaufs von KB-Schichten</translation>
    </message>
    <message>
        <source>each alone, each left out</source>
        <translation>jede allein, jede weggelassen</translation>
    </message>
</context>
<context>
    <name>akv::ui::SweepView</name>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>prefill only; bars: 95 % interval over the draws</source>
        <translation>nur Prefill; Balken: 95-%-Intervall über die Ziehungen</translation>
    </message>
    <message>
        <source>Graph size of the sweep</source>
        <translation>Graphgröße des Durchlaufs</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>What the sweep changed</source>
        <translation>Was der Durchlauf verändert</translation>
    </message>
    <message>
        <source>Mode of the sweep</source>
        <translation>Modus des Durchlaufs</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>Durchlauf</translation>
    </message>
    <message>
        <source>sweep of %1</source>
        <translation>Durchlauf von %1</translation>
    </message>
    <message>
        <source>answers with this setting; bars: 95 % interval over the draws</source>
        <translation>Antworten mit dieser Einstellung; Balken: 95-%-Intervall über die Ziehungen</translation>
    </message>
</context>
<context>
    <name>akv::ui::TeachPage</name>
    <message>
        <source>←  Back</source>
        <translation>←  Zurück</translation>
    </message>
    <message>
        <source>Next  →</source>
        <translation>Weiter  →</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Lektionen</translation>
    </message>
    <message>
        <source>Lesson: one step of the model</source>
        <translation>Lektion: ein Schritt des Modells</translation>
    </message>
    <message>
        <source>The answer of this step is shown here as soon as it was asked.</source>
        <translation>Die Antwort dieses Schritts erscheint hier, sobald gefragt wurde.</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Lektion</translation>
    </message>
    <message>
        <source>Step by step</source>
        <translation>Schritt für Schritt</translation>
    </message>
    <message>
        <source>Built-in lessons over the graph that is open</source>
        <translation>Eingebaute Lektionen über den offenen Graphen</translation>
    </message>
    <message>
        <source>Open a trace…</source>
        <translation>Aufzeichnung öffnen…</translation>
    </message>
    <message>
        <source>Export as web page…</source>
        <translation>Als Webseite exportieren…</translation>
    </message>
    <message>
        <source>Storyboard (PDF)…</source>
        <translation>Storyboard (PDF)…</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>Vorführen</translation>
    </message>
    <message>
        <source>Ask something or open a saved trace; then each word can be followed step by step. Or begin a lesson.</source>
        <translation>Fragen Sie etwas oder öffnen Sie eine Aufzeichnung; dann kann jedem Wort Schritt für Schritt gefolgt werden. Oder beginnen Sie eine Lektion.</translation>
    </message>
    <message>
        <source>Write a question</source>
        <translation>Eine Frage schreiben</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Query</translation>
    </message>
    <message>
        <source>Root</source>
        <translation>Wurzel</translation>
    </message>
    <message>
        <source>Inter</source>
        <translation>Zwischen</translation>
    </message>
    <message>
        <source>Leaf</source>
        <translation>Blatt</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>Mischung</translation>
    </message>
    <message>
        <source>Next token</source>
        <translation>Nächstes Token</translation>
    </message>
    <message>
        <source>After all layers the model gives every token it knows a probability. Which one will it write?</source>
        <translation>Nach allen Schichten gibt das Modell jedem Token, das es kennt, eine Wahrscheinlichkeit. Welches wird es schreiben?</translation>
    </message>
    <message>
        <source>Which will it be? Guess, then reveal.</source>
        <translation>Welches wird es sein? Raten Sie, dann decken Sie auf.</translation>
    </message>
    <message>
        <source>Reveal  →</source>
        <translation>Aufdecken  →</translation>
    </message>
    <message>
        <source>word %1 of %2 · %3</source>
        <translation>Wort %1 von %2 · %3</translation>
    </message>
    <message>
        <source>no KB layer read the graph</source>
        <translation>keine KB-Schicht las den Graphen</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
</context>
<context>
    <name>akv::ui::TokenStrip</name>
    <message>
        <source>Answer, word by word</source>
        <translation>Antwort, Wort für Wort</translation>
    </message>
    <message>
        <source>blank</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>%1, λ %2</source>
        <translation>%1, λ %2</translation>
    </message>
</context>
<context>
    <name>akv::ui::TopBar</name>
    <message>
        <source>Search entities, relations, triples, commands</source>
        <translation>Entitäten, Relationen, Tripel, Befehle suchen</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>Zwischen hell und dunkel wechseln</translation>
    </message>
    <message>
        <source>no graph</source>
        <translation>kein Graph</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>kein Modell</translation>
    </message>
    <message>
        <source>Mode: %1</source>
        <translation>Modus: %1</translation>
    </message>
    <message>
        <source>Search or command   Ctrl+K</source>
        <translation>Suche oder Befehl   Strg+K</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Strg+K</translation>
    </message>
    <message>
        <source>Graph: %1</source>
        <translation>Graph: %1</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>Modell: %1</translation>
    </message>
    <message>
        <source>root keys kept, k_R</source>
        <translation>Wurzelschlüssel, k_R</translation>
    </message>
    <message>
        <source>inter keys kept, k_I</source>
        <translation>Zwischenschlüssel, k_I</translation>
    </message>
    <message>
        <source>leaves kept, k_L</source>
        <translation>Blattschlüssel, k_L</translation>
    </message>
    <message>
        <source>Use the recommended k</source>
        <translation>Das empfohlene k benutzen</translation>
    </message>
    <message>
        <source>Keys kept: root, inter, leaf %1</source>
        <translation>Behaltene Schlüssel: Wurzel, Zwischen, Blatt %1</translation>
    </message>
</context>
<context>
    <name>akv::ui::TraceController</name>
    <message>
        <source>Open a trace</source>
        <translation>Eine Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>Following a triple needs the model and the graph that the answer came from.</source>
        <translation>Einem Tripel zu folgen braucht das Modell und den Graphen, aus denen die Antwort kam.</translation>
    </message>
    <message>
        <source>Follow triple %1</source>
        <translation>Tripel %1 folgen</translation>
    </message>
    <message>
        <source>The numbers need the model and the graph that the answer came from.</source>
        <translation>Die Zahlen brauchen das Modell und den Graphen, aus denen die Antwort kam.</translation>
    </message>
    <message>
        <source>Recompute layer %1, step %2</source>
        <translation>Schicht %1, Schritt %2 neu berechnen</translation>
    </message>
    <message>
        <source>1 place</source>
        <translation>1 Stelle</translation>
    </message>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n Stelle</numerusform>
            <numerusform>%n Stellen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>akv::ui::TrainController</name>
    <message>
        <source>%1 steps; the model is in %2/model</source>
        <translation>%1 Schritte; das Modell liegt in %2/model</translation>
    </message>
    <message>
        <source>Stopped; the last checkpoint can be resumed.</source>
        <translation>Angehalten; der letzte Checkpoint kann fortgesetzt werden.</translation>
    </message>
    <message>
        <source>Training, resumed</source>
        <translation>Training, fortgesetzt</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
</context>
<context>
    <name>akv::ui::TrainPage</name>
    <message>
        <source>Resume from the newest checkpoint</source>
        <translation>Vom neuesten Checkpoint fortsetzen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Open curves.csv…</source>
        <translation>curves.csv öffnen…</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>No run is shown. Start one, or open the curves.csv of a run, also of one that is still going.</source>
        <translation>Kein Lauf wird gezeigt. Starten Sie einen oder öffnen Sie die curves.csv eines Laufs, auch eines, der noch läuft.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>language model with its knowledge heads</source>
        <translation>Sprachmodell mit seinen Wissensköpfen</translation>
    </message>
    <message>
        <source>adapter alone, language model frozen</source>
        <translation>Adapter allein, Sprachmodell eingefroren</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>Was trainiert wird</translation>
    </message>
    <message>
        <source>configuration (JSON)</source>
        <translation>Konfiguration (JSON)</translation>
    </message>
    <message>
        <source>as for `atlaskv train --config`</source>
        <translation>wie für `atlaskv train --config`</translation>
    </message>
    <message>
        <source>training folder</source>
        <translation>Trainingsordner</translation>
    </message>
    <message>
        <source>as configured</source>
        <translation>wie konfiguriert</translation>
    </message>
    <message>
        <source>output folder</source>
        <translation>Ausgabeordner</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Ends after the present step; the last checkpoint can be resumed</source>
        <translation>Endet nach dem jetzigen Schritt; der letzte Checkpoint kann fortgesetzt werden</translation>
    </message>
    <message>
        <source>Training into %1…</source>
        <translation>Training nach %1…</translation>
    </message>
    <message>
        <source>grounding loss</source>
        <translation>Verankerungs-Loss</translation>
    </message>
    <message>
        <source>validation loss</source>
        <translation>Validierungs-Loss</translation>
    </message>
    <message>
        <source>value exact</source>
        <translation>Wert exakt</translation>
    </message>
    <message>
        <source>gold row first</source>
        <translation>Goldzeile zuerst</translation>
    </message>
    <message>
        <source>refused what is not there</source>
        <translation>lehnte ab, was fehlt</translation>
    </message>
    <message>
        <source>refused what is there</source>
        <translation>lehnte ab, was da ist</translation>
    </message>
    <message>
        <source>tokens/s</source>
        <translation>Token/s</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>step %1: %2</source>
        <translation>Schritt %1: %2</translation>
    </message>
    <message>
        <source>No step is written yet.</source>
        <translation>Noch ist kein Schritt geschrieben.</translation>
    </message>
</context>
<context>
    <name>akv::ui::TripleDialog</name>
    <message>
        <source>head</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>relation</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>tail</source>
        <translation>Tail</translation>
    </message>
    <message>
        <source>Rows, the embeddings of what is new and the store follow in one job; the model is not trained again.</source>
        <translation>Zeilen, die Embeddings des Neuen und der Store folgen in einem Auftrag; das Modell wird nicht neu trainiert.</translation>
    </message>
</context>
<context>
    <name>akv::ui::TripleTableModel</name>
    <message>
        <source>%1
triple %2</source>
        <translation>%1
Tripel %2</translation>
    </message>
    <message>
        <source>head</source>
        <translation>Head</translation>
    </message>
    <message>
        <source>relation</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>tail</source>
        <translation>Tail</translation>
    </message>
</context>
<context>
    <name>akv::ui::TurnView</name>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>What if…</source>
        <translation>Was, wenn…</translation>
    </message>
    <message>
        <source>Run card</source>
        <translation>Laufkarte</translation>
    </message>
    <message>
        <source>Fork</source>
        <translation>Abzweigen</translation>
    </message>
    <message>
        <source>Grounded</source>
        <translation>Verankert</translation>
    </message>
    <message>
        <source>Faithful</source>
        <translation>Treu</translation>
    </message>
    <message>
        <source>λ knowledge</source>
        <translation>λ Wissen</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Erneut fragen</translation>
    </message>
    <message>
        <source>Change this question; the answer goes into a new chat with the turns before it</source>
        <translation>Diese Frage ändern; die Antwort kommt in einen neuen Chat mit den Fragen davor</translation>
    </message>
    <message>
        <source>Ask again with triples masked, a value changed or another k, side by side</source>
        <translation>Erneut fragen mit maskierten Tripeln, einem geänderten Wert oder anderem k, nebeneinander</translation>
    </message>
    <message>
        <source>How this answer was made; run it again and compare token by token</source>
        <translation>Wie diese Antwort entstand; erneut ausführen und Token für Token vergleichen</translation>
    </message>
    <message>
        <source>A new chat with the turns before this one</source>
        <translation>Ein neuer Chat mit den Fragen vor dieser</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Trace of this answer…</source>
        <translation>Aufzeichnung dieser Antwort…</translation>
    </message>
    <message>
        <source>The run before</source>
        <translation>Der Lauf davor</translation>
    </message>
    <message>
        <source>The next run</source>
        <translation>Der nächste Lauf</translation>
    </message>
    <message>
        <source>run %1 of %2</source>
        <translation>Lauf %1 von %2</translation>
    </message>
    <message>
        <source>asked again without: %1</source>
        <translation>erneut gefragt ohne: %1</translation>
    </message>
    <message>
        <source>Reading the question…</source>
        <translation>Die Frage wird gelesen…</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>#%1 of %2</source>
        <translation>#%1 von %2</translation>
    </message>
    <message>
        <source>not in %1 read</source>
        <translation>nicht in %1 gelesenen</translation>
    </message>
    <message>
        <source>%1 match</source>
        <translation>%1 Treue</translation>
    </message>
    <message>
        <source>n/a</source>
        <translation>k. A.</translation>
    </message>
    <message>
        <source>Show %1 more triples that were read</source>
        <translation>%1 weitere gelesene Tripel zeigen</translation>
    </message>
    <message>
        <source>Evidence: %1</source>
        <translation>Beleg: %1</translation>
    </message>
    <message>
        <source>Show in the Inspector</source>
        <translation>Im Inspektor zeigen</translation>
    </message>
    <message>
        <source>Mask this triple and ask again</source>
        <translation>Dieses Tripel maskieren und erneut fragen</translation>
    </message>
    <message>
        <source>Open in the graph</source>
        <translation>Im Graphen öffnen</translation>
    </message>
    <message>
        <source>No change: without this triple the answer is word for word the same. The words did not depend on it alone, whatever its weight was.</source>
        <translation>Keine Änderung: Ohne dieses Tripel ist die Antwort Wort für Wort dieselbe. Die Wörter hingen nicht von ihm allein ab, gleich wie groß sein Gewicht war.</translation>
    </message>
    <message>
        <source>The answer changed when this triple could not be read:</source>
        <translation>Die Antwort änderte sich, als dieses Tripel nicht gelesen werden konnte:</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>stopped by you, the text is partial</source>
        <translation>von Ihnen angehalten, der Text ist unvollständig</translation>
    </message>
    <message>
        <source>the model says that it cannot find this in the graph</source>
        <translation>das Modell sagt, dass es das im Graphen nicht findet</translation>
    </message>
    <message>
        <source>the answer comes mostly from the model itself: λ knowledge below %1</source>
        <translation>die Antwort kommt vor allem vom Modell selbst: λ Wissen unter %1</translation>
    </message>
    <message>
        <source>no graph was read</source>
        <translation>kein Graph wurde gelesen</translation>
    </message>
    <message>
        <source>context full: %1 chosen triples did not fit the prompt</source>
        <translation>Kontext voll: %1 gewählte Tripel passten nicht in den Prompt</translation>
    </message>
    <message>
        <source>first token %1 s</source>
        <translation>erstes Token %1 s</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 Token/s</translation>
    </message>
    <message>
        <source>%1 prompt tokens</source>
        <translation>%1 Prompt-Token</translation>
    </message>
    <message>
        <source>kept without its trace: ask again to inspect it</source>
        <translation>ohne Aufzeichnung behalten: zum Ansehen erneut fragen</translation>
    </message>
    <message>
        <source>trace cut at its size limit: %1 records dropped</source>
        <translation>Aufzeichnung an der Größengrenze gekürzt: %1 Einträge fehlen</translation>
    </message>
    <message>
        <source>Evidence as a graph (GraphML, GEXF, N-Triples)…</source>
        <translation>Belege als Graph (GraphML, GEXF, N-Triples)…</translation>
    </message>
</context>
<context>
    <name>akv::ui::WhatIfController</name>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>What-if needs a model, an open graph and an answer.</source>
        <translation>Was-wäre-wenn braucht ein Modell, einen offenen Graphen und eine Antwort.</translation>
    </message>
    <message>
        <source>What if: %1</source>
        <translation>Was wäre, wenn: %1</translation>
    </message>
    <message>
        <source>Ranking by cause needs a model, an open graph and an answer that read it.</source>
        <translation>Nach Ursache zu ordnen braucht ein Modell, einen offenen Graphen und eine Antwort, die ihn las.</translation>
    </message>
    <message>
        <source>Rank the evidence by cause</source>
        <translation>Die Belege nach Ursache ordnen</translation>
    </message>
    <message>
        <source>masking one triple at a time</source>
        <translation>ein Tripel nach dem anderen maskieren</translation>
    </message>
    <message>
        <source>Scoring the words without the graph needs a model and an answer.</source>
        <translation>Die Wörter ohne den Graphen zu bewerten braucht ein Modell und eine Antwort.</translation>
    </message>
    <message>
        <source>Score the words without the graph</source>
        <translation>Die Wörter ohne den Graphen bewerten</translation>
    </message>
    <message>
        <source>Asking about the graph needs a model and an open graph.</source>
        <translation>Über den Graphen zu fragen braucht ein Modell und einen offenen Graphen.</translation>
    </message>
    <message>
        <source>AUC %1</source>
        <translation>AUC %1</translation>
    </message>
    <message>
        <source>λ against answerability</source>
        <translation>λ gegen Beantwortbarkeit</translation>
    </message>
    <message>
        <source>1 word scored</source>
        <translation>1 Wort bewertet</translation>
    </message>
    <message numerus="yes">
        <source>%n words scored</source>
        <translation>
            <numerusform>%n Wort bewertet</numerusform>
            <numerusform>%n Wörter bewertet</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 masked alone</source>
        <translation>%1 einzeln maskiert</translation>
    </message>
</context>
<context>
    <name>akv::ui::WhatIfPage</name>
    <message>
        <source>A · as asked</source>
        <translation>A · wie gefragt</translation>
    </message>
    <message>
        <source>B · under the change</source>
        <translation>B · mit der Änderung</translation>
    </message>
    <message>
        <source>Lower table</source>
        <translation>Untere Tabelle</translation>
    </message>
    <message>
        <source>Run  F5</source>
        <translation>Starten  F5</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Rank by cause</source>
        <translation>Nach Ursache ordnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Apply to graph…</source>
        <translation>Auf Graph anwenden…</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wäre, wenn</translation>
    </message>
    <message>
        <source>Nothing here changes the stored graph, except Apply to graph.</source>
        <translation>Nichts hier ändert den gespeicherten Graphen, außer „Auf Graph anwenden“.</translation>
    </message>
    <message>
        <source>Ask something first; then its answer can be asked again under a change.</source>
        <translation>Fragen Sie zuerst etwas; dann kann die Antwort mit einer Änderung erneut gefragt werden.</translation>
    </message>
    <message>
        <source>Write a question</source>
        <translation>Eine Frage schreiben</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>What would be kept</source>
        <translation>Was behalten würde</translation>
    </message>
    <message>
        <source>λ as a test</source>
        <translation>λ als Test</translation>
    </message>
    <message>
        <source>What both answers read, and what each triple was worth</source>
        <translation>Was beide Antworten lasen, und was jedes Tripel wert war</translation>
    </message>
    <message>
        <source>What one layer would keep for one word while k moves, without a new answer</source>
        <translation>Was eine Schicht für ein Wort behalten würde, während k sich ändert, ohne neue Antwort</translation>
    </message>
    <message>
        <source>Does λ tell whether the graph holds the answer?</source>
        <translation>Sagt λ, ob der Graph die Antwort enthält?</translation>
    </message>
    <message>
        <source>Masks the first %1 triples one at a time and measures how much less likely answer A becomes</source>
        <translation>Maskiert die ersten %1 Tripel eines nach dem anderen und misst, um wie viel unwahrscheinlicher Antwort A wird</translation>
    </message>
    <message>
        <source>Evidence of both answers; tick to mask</source>
        <translation>Belege beider Antworten; ankreuzen zum Maskieren</translation>
    </message>
    <message>
        <source>Tick a triple to mask it. Δ log p near zero: the words did not need it, whatever its weight.</source>
        <translation>Kreuzen Sie ein Tripel an, um es zu maskieren. Δ log p nahe null: Die Wörter brauchten es nicht, gleich wie groß sein Gewicht war.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Value that the selected triple reads as</source>
        <translation>Wert, als der das gewählte Tripel gelesen wird</translation>
    </message>
    <message>
        <source>another value, for example Lyon</source>
        <translation>anderer Wert, z. B. Lyon</translation>
    </message>
    <message>
        <source>selected value</source>
        <translation>gewählter Wert</translation>
    </message>
    <message>
        <source>Mode of B</source>
        <translation>Modus von B</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>root keys kept by B</source>
        <translation>Wurzelschlüssel, die B behält</translation>
    </message>
    <message>
        <source>inter keys kept by B</source>
        <translation>Zwischenschlüssel, die B behält</translation>
    </message>
    <message>
        <source>leaf keys kept by B</source>
        <translation>Blattschlüssel, die B behält</translation>
    </message>
    <message>
        <source>k root-inter-leaf</source>
        <translation>k Wurzel-Zwischen-Blatt</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>Kontrolle</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>every key with another row&apos;s value</source>
        <translation>jeder Schlüssel mit dem Wert einer anderen Zeile</translation>
    </message>
    <message>
        <source>random vectors, no graph</source>
        <translation>Zufallsvektoren, kein Graph</translation>
    </message>
    <message>
        <source>If the answer stays under shuffled values or random vectors, it did not come from the graph</source>
        <translation>Bleibt die Antwort bei vertauschten Werten oder Zufallsvektoren gleich, kam sie nicht aus dem Graphen</translation>
    </message>
    <message>
        <source>control</source>
        <translation>Kontrolle</translation>
    </message>
    <message>
        <source>Deletes the masked triples and stores the new value; Ctrl+Z undoes it</source>
        <translation>Löscht die maskierten Tripel und speichert den neuen Wert; Strg+Z macht es rückgängig</translation>
    </message>
    <message>
        <source>Choose what to change, then Run.</source>
        <translation>Wählen Sie, was geändert wird, dann Starten.</translation>
    </message>
    <message>
        <source>Both answers are asked with the same seed; A&apos;s words are also scored under the change.</source>
        <translation>Beide Antworten werden mit demselben Seed gefragt; As Wörter werden auch mit der Änderung bewertet.</translation>
    </message>
    <message>
        <source>what if: %1</source>
        <translation>was wäre, wenn: %1</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Choose a change first.</source>
        <translation>Wählen Sie zuerst eine Änderung.</translation>
    </message>
    <message>
        <source>A · asked again, model or graph had changed</source>
        <translation>A · erneut gefragt, Modell oder Graph hatte sich geändert</translation>
    </message>
    <message>
        <source>log-probability of A&apos;s words: %1 as asked, %2 under the change, Δ %3 over %4 tokens; λ %5 as asked, %6 under the change</source>
        <translation>Log-Wahrscheinlichkeit von As Wörtern: %1 wie gefragt, %2 mit der Änderung, Δ %3 über %4 Token; λ %5 wie gefragt, %6 mit der Änderung</translation>
    </message>
    <message>
        <source>%1 of %2 masked alone</source>
        <translation>%1 von %2 allein maskiert</translation>
    </message>
    <message>
        <source>Nothing is compared.</source>
        <translation>Nichts wird verglichen.</translation>
    </message>
    <message>
        <source>Masked triples: %1</source>
        <translation>Maskierte Tripel: %1</translation>
    </message>
</context>
<context>
    <name>akv::ui::WorkspaceController</name>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Das Beispiel öffnen</translation>
    </message>
    <message>
        <source>Make %1</source>
        <translation>%1 anlegen</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>import %1</source>
        <translation>Import von %1</translation>
    </message>
    <message>
        <source>kg2kv</source>
        <translation>KG2KV</translation>
    </message>
    <message>
        <source>nouns from %1</source>
        <translation>Nomen von %1</translation>
    </message>
    <message>
        <source>embed</source>
        <translation>Einbetten</translation>
    </message>
    <message>
        <source>embedding</source>
        <translation>Einbetten</translation>
    </message>
    <message>
        <source>reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
    <message>
        <source>reading rows</source>
        <translation>Zeilen werden gelesen</translation>
    </message>
    <message>
        <source>reading the hierarchy</source>
        <translation>Hierarchie wird gelesen</translation>
    </message>
    <message>
        <source>reading the vocabulary</source>
        <translation>Vokabular wird gelesen</translation>
    </message>
    <message>
        <source>clustering rows</source>
        <translation>Zeilen werden geclustert</translation>
    </message>
    <message>
        <source>clustering rows, refining</source>
        <translation>Zeilen werden geclustert, Verfeinerung</translation>
    </message>
    <message>
        <source>clustering clusters</source>
        <translation>Cluster werden geclustert</translation>
    </message>
    <message>
        <source>clustering clusters, refining</source>
        <translation>Cluster werden geclustert, Verfeinerung</translation>
    </message>
    <message>
        <source>clustering similar keys</source>
        <translation>ähnliche Schlüssel werden geclustert</translation>
    </message>
    <message>
        <source>writing keys</source>
        <translation>Schlüssel werden geschrieben</translation>
    </message>
    <message>
        <source>writing values</source>
        <translation>Werte werden geschrieben</translation>
    </message>
    <message>
        <source>measure recall</source>
        <translation>Recall wird gemessen</translation>
    </message>
    <message>
        <source>measure attention</source>
        <translation>Attention wird gemessen</translation>
    </message>
    <message>
        <source>export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>asking</source>
        <translation>Frage wird gestellt</translation>
    </message>
    <message>
        <source>measuring</source>
        <translation>Messung</translation>
    </message>
    <message>
        <source>making rows</source>
        <translation>Zeilen werden erzeugt</translation>
    </message>
    <message>
        <source>loading the model with the store</source>
        <translation>Modell wird mit dem Speicher geladen</translation>
    </message>
    <message>
        <source>run the answer again</source>
        <translation>Antwort wird wiederholt</translation>
    </message>
    <message>
        <source>score each word without the graph</source>
        <translation>jedes Wort wird ohne den Graphen bewertet</translation>
    </message>
    <message>
        <source>change the copy in memory</source>
        <translation>Kopie im Arbeitsspeicher wird geändert</translation>
    </message>
    <message>
        <source>answer as the graph is</source>
        <translation>Antwort mit dem Graphen, wie er ist</translation>
    </message>
    <message>
        <source>answer with the change</source>
        <translation>Antwort mit der Änderung</translation>
    </message>
    <message>
        <source>probability of the first answer</source>
        <translation>Wahrscheinlichkeit der ersten Antwort</translation>
    </message>
    <message>
        <source>mask each triple</source>
        <translation>jedes Tripel wird maskiert</translation>
    </message>
    <message>
        <source>ask with and without the row</source>
        <translation>Frage mit der Zeile und ohne sie</translation>
    </message>
    <message>
        <source>drawing %1 rows, seed %2</source>
        <translation>%1 Zeilen werden gezogen, Seed %2</translation>
    </message>
    <message>
        <source>size %1, seed %2, %3: question</source>
        <translation>Größe %1, Seed %2, %3: Frage</translation>
    </message>
    <message>
        <source>tokenising</source>
        <translation>Tokenisierung</translation>
    </message>
    <message>
        <source>training the vocabulary</source>
        <translation>Vokabular wird trainiert</translation>
    </message>
    <message>
        <source>closed-form start</source>
        <translation>Start in geschlossener Form</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>The weights on the kept leaves add up to λ knowledge, per head</source>
        <translation>Die Gewichte der behaltenen Blätter ergeben je Head λ Wissen</translation>
    </message>
    <message>
        <source>Evidence shares are the recorded weights over their sum</source>
        <translation>Die Anteile der Belege sind die aufgezeichneten Gewichte durch ihre Summe</translation>
    </message>
    <message>
        <source>Every displayed triple is the row that was multiplied (leaf → row → triple)</source>
        <translation>Jedes gezeigte Tripel ist die Zeile, mit der gerechnet wurde (Blatt → Zeile → Tripel)</translation>
    </message>
    <message>
        <source>Stored value codes are the embeddings of their rows</source>
        <translation>Die gespeicherten Wertcodes sind die Embeddings ihrer Zeilen</translation>
    </message>
    <message>
        <source>Scores are those of projected, normalised keys in fp64</source>
        <translation>Die Scores sind die der projizierten, normierten Schlüssel in fp64</translation>
    </message>
    <message>
        <source>Keeping every key gives the same result as flat attention</source>
        <translation>Werden alle Schlüssel behalten, ist das Ergebnis das der flachen Attention</translation>
    </message>
    <message>
        <source>Asked again with the same seed: the same words and the same λ</source>
        <translation>Noch einmal gefragt, mit gleichem Seed: dieselben Wörter und dasselbe λ</translation>
    </message>
    <message>
        <source>A masked triple is read nowhere</source>
        <translation>Ein maskiertes Tripel wird nirgends gelesen</translation>
    </message>
</context>
</TS>
